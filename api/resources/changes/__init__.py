"""The changes resource."""
