package org.firstprinciples.neuralnetworks;

import org.firstprinciples.curriculum.laws.SectionLaws;

class NeuralNetworksTest implements SectionLaws {}
