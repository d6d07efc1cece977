package org.firstprinciples.transformers;

import org.firstprinciples.curriculum.laws.SectionLaws;

class TransformersTest implements SectionLaws {}
