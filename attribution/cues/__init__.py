"""Cues: the words that report, and the stretch of text that they report."""
