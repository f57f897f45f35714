"""Tests of the evaluation and of the gate."""
