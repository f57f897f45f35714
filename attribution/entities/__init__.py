"""The entities of an article: its names, gathered into persons and bodies with their offices and descriptions."""
