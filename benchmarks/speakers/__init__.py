"""Who is who in a made archive: how sure the links are, and what they cost as the archive grows."""
