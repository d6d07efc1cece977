/// # The rules of the book as code
///
/// A document makes numbered claims, and each claim is a test: [Claim] ties the two together.
/// There is no mathematics here.
@NullMarked
package org.firstprinciples.curriculum;

import org.jspecify.annotations.NullMarked;
