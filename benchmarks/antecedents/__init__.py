"""How often the engine names whom a source means, by kind of source."""
