"""Names of people and bodies: their parts, their matching, their canonical form."""

from .forms import Name, parse_body, parse_name

__all__ = ["Name", "parse_body", "parse_name"]
