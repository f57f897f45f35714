"""The deletions resource."""
