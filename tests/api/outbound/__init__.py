"""Tests of requests to other machines."""
