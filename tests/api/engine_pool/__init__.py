"""Tests of api.engine_pool."""
