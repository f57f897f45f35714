"""What surrounds the resources."""
