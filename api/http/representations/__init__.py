"""Representations: the same quotations as JSON, linked data, a table, or lines without end."""
