"""The rules: each proposes reports, a cue with its source and content, for one pattern of words and dependencies."""
