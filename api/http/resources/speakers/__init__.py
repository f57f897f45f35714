"""The speakers resource."""
