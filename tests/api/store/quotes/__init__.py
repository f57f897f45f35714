"""Tests of api.store.quotes."""
