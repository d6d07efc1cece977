package org.firstprinciples.mathfoundations;

import org.firstprinciples.curriculum.laws.SectionLaws;

class MathFoundationsTest implements SectionLaws {}
