"""Tests of attribution.coreference."""
