"""Entities: the named mentions of an article, clustered into persons and organizations, with their descriptions."""
