"""Tests of cues, on parses made by hand."""
