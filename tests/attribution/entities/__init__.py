"""Tests of attribution.entities."""
