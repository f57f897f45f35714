"""Coreference within an article: resolve the names, descriptions and pronouns beside cues to speakers."""
