"""How the readers of formats take damaged files."""
