"""Tests of reviews and kept reports."""
