"""The claims resource."""
