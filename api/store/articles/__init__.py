"""Articles in the store: texts with their revisions, sources and snapshots."""
