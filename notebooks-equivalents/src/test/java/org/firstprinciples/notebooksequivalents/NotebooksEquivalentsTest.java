package org.firstprinciples.notebooksequivalents;

import org.firstprinciples.curriculum.laws.SectionLaws;

class NotebooksEquivalentsTest implements SectionLaws {}
