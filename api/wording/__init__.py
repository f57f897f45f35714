"""Compares wordings: text as words, what changed between two wordings, and whether a change matters. Pure."""
