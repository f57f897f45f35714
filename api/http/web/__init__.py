"""The web pages, which show what the public API returns, and the documentation of the API."""
