"""Speakers in the store: linking across articles, lookup, details, and manual corrections."""
