"""The checks resource."""
