"""Tests of what migrations share."""
