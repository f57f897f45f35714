"""Learned decisions: is this a cue, is this its source, is this its content, and how sure is the record."""
