"""The documentation page, which uses the public API like any other client."""
