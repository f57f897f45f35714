"""Tests of whole corpora in, Parquet out."""
