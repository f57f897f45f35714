"""Tests of who a mention is."""
