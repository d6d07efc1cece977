package org.firstprinciples.modernllms;

import org.firstprinciples.curriculum.laws.SectionLaws;

class ModernLlmsTest implements SectionLaws {}
