"""Readers of files: articles in several formats, and plain texts."""
