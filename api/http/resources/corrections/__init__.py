"""The corrections resource: what humans said of quotations and speakers."""
