"""The engine pool."""
