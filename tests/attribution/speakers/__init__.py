"""Tests of the sources beside cues, on parses made by hand."""
