"""Tests of api.http.resources."""
