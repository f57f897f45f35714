"""Tests of attribution.article."""
