"""Whether the engine keeps its answers when a text is changed in ways that do not change who said what."""
