"""The resource of the attributes of speakers, which people import as CSV."""
