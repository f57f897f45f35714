"""Tests of attribution.rules."""
