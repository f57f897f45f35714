"""Articles in the store: validation, storage, revisions, snapshots and sources."""
