"""Quotations in the store: filters, lists, counts, similar quotations, and surrounding context."""
