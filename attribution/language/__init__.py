"""English: word lists and frequency tables, grammatical relations, and the parsing and matching of names."""
