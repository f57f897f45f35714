"""Tests of attribution.language."""
