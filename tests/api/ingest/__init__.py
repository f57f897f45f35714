"""Tests of api.ingest."""
