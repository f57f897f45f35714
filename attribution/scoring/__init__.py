"""Candidate generation and trained scorers: which source and content belong to a cue, and with what confidence."""
