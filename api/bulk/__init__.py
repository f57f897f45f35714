"""Attributes whole corpora: files of articles in, Parquet out, by local processes or Apache Spark (extra "bulk")."""
