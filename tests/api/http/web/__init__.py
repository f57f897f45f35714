"""Tests of api.http.web."""
