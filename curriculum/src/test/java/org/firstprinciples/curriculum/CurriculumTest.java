package org.firstprinciples.curriculum;

import org.firstprinciples.curriculum.laws.SectionLaws;

class CurriculumTest implements SectionLaws {}
