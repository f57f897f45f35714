"""Tests of api.http.representations."""
