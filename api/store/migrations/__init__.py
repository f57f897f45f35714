"""The migrations, run by ``schema.upgrade``."""
