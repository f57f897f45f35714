"""Tests of attribution.scoring."""
