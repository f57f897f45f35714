"""The attributions resource."""
