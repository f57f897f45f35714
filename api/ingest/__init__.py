"""What comes in as files: articles of several formats, and plain texts."""
