"""Whole drafts against their sources: faults found, sound quotations accused."""
