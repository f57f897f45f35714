"""How long the engine takes beside its pipeline, and how both grow with the length of an article."""
