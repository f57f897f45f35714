"""Tests of the role network."""
