"""The language: word lists and counted tables as data, grammatical relations, and names parsed and matched."""
