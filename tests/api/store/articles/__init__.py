"""Tests of api.store.articles."""
