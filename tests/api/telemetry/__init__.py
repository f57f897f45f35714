"""Tests of api.telemetry."""
