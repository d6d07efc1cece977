package org.firstprinciples.training;

import org.firstprinciples.curriculum.laws.SectionLaws;

class TrainingTest implements SectionLaws {}
