"""The corrections resource: what people corrected in quotations and speakers."""
