"""Jobs: articles that are queued, and what becomes of them."""
