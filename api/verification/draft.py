"""The text of a draft, with what its quotations have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from attribution.model import text_digest

NEAR = 2_000  # characters, which few paragraphs of news have


@dataclass(frozen=True)
class Draft:
    """A draft that is checked."""

    text: str

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the text, from which the identifiers of its quotations are made."""
        return text_digest(self.text)

    def before(self, at: int) -> str:
        """What stands before an offset on its line; of a draft that is a single line, the nearest part alone."""
        return self.text[max(0, at - NEAR) : at].rpartition("\n")[2]
