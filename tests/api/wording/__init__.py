"""Tests of the comparison of wordings."""
