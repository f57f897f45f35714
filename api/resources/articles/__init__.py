"""The articles resource."""
