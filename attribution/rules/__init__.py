"""The rules: each proposes reports (cue, source and content) for one pattern of words and dependencies."""
