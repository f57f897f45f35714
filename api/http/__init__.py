"""The service over HTTP: what surrounds the resources."""
