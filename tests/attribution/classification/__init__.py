"""Tests of attribution.classification."""
