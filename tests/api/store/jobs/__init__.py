"""Tests of jobs and claims."""
