"""Scores on short texts of the kinds that newsrooms meet, one verdict per quotation (``benchmarks/field/``)."""
