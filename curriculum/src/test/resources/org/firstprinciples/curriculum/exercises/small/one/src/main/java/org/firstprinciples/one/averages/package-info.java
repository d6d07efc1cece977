/// # Averages
package org.firstprinciples.one.averages;
