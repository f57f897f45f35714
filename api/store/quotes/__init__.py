"""Quotations in the store: found by filters, counted, and read with their context."""
