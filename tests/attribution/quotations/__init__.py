"""Tests of quotation marks and the passages between them."""
