"""How the content of a report is to be taken: its type, and whether it was said and meant."""
