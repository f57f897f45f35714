"""Speakers in the store: linked across articles, described in full, and corrected by people."""
