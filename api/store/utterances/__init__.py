"""Utterances: what was said once, with all its wordings across articles."""
