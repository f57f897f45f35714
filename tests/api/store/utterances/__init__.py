"""Tests of utterances."""
