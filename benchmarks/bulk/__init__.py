"""Measures ``saidby bulk``: speed, equal output of its engines, and memory."""
