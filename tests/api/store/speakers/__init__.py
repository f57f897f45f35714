"""Tests of api.store.speakers."""
