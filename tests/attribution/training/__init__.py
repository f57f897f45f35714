"""Tests of the training data, on corpora of a few lines."""
