"""Judges whether a quotation was said, by whom and in which words, from statements that may bear it out. Pure."""
