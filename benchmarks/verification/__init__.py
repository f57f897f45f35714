"""How well and how fast quotations are verified against a large archive."""
