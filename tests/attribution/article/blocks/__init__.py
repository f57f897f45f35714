"""Tests of how an article is divided into blocks."""
