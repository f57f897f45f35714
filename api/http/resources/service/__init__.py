"""The service itself as a resource."""
