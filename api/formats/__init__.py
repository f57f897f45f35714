"""Formats of articles: what they are called, and readers of each, in a process of their own."""
