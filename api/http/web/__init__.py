"""Pages for people, each a client of the public API like any other."""
