"""One article read from a file, or the problem that prevented it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..store.inputs import ArticleInput

if TYPE_CHECKING:
    from ..store.unread import Outcome


@dataclass(frozen=True, slots=True)
class Entry:
    """An article read from a file or from a record of a file, or the problem that prevented it.

    ``origin`` names the file, and the record of a file that has several; ``line`` is the line number in a ``.jsonl``
    file, from 1. ``skipped``: the entry is not meant to be an article, which is not an error. ``found``: what the
    engine has found in it, in the output of `saidby bulk`.
    """

    origin: str
    article: ArticleInput | None = None
    problem: str = ""
    skipped: bool = False
    line: int | None = None
    found: Outcome | None = None

    @property
    def mended(self) -> tuple[str, ...]:
        """What was changed in the text on the way in."""
        return self.article.mended if self.article is not None else ()
