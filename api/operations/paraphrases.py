"""Finds quotations that say the same in other words, by sentence embeddings (the extra ``semantic``).

The vectors follow the archive's change feed: each search first embeds some of what has arrived since the last one.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from api.semantic.availability import require
from api.store import ChangesGone, Database, InvalidFilter, QuoteFilter, QuoteView, Sort
from api.store.changes import feed, positions
from api.store.changes.matching import matcher
from api.store.dialects import PlainConnection
from api.store.quotes import quotes, rows
from attribution.model import QuotationType

if TYPE_CHECKING:  # NumPy is loaded only where there is a model
    from api.semantic.model import SentenceModel
    from api.semantic.vector_file import State, VectorFile

AT_ONCE = 100  # quotations or changes that an update reads
NEAREST = 200  # quotations that are looked up, of which the filter leaves some
LEAST_SIMILARITY = 0.6
EVERYTHING = QuoteFilter(type=())


class Paraphrases:
    """The vectors of an archive's quotations, by the model in a folder. Raises ``ModelUnavailable``."""

    def __init__(self, database: Database, folder: Path) -> None:
        require(folder)
        self._folder = folder
        self._database = database

    @cached_property
    def model(self) -> SentenceModel:
        """The model, loaded when it is first needed, which is after a worker has been forked."""
        from api.semantic.model import SentenceModel

        return SentenceModel(self._folder)

    @cached_property
    def _file(self) -> VectorFile:
        from api.semantic.vector_file import VectorFile

        return VectorFile(self._database.sibling(".vectors"))

    def update(self, *, wait: bool = True) -> int:
        """Embed some of the quotations that have arrived; returns how many were read, 0 if none is left.

        Raises ``OSError`` if the file cannot be written, or without ``wait``, if another process is writing it;
        ``ModelUnavailable`` or a ``StoreError``.
        """
        from api.semantic.vector_file import State

        with self._file.locked(wait=wait), self._database.snapshot() as reader:
            state = self._file.state()
            if state is None or state.model != self.model.digest or not _is_known(reader, state.position):
                self._file.clear()
                state = State(self.model.digest, positions.now(reader))
            if not state.filled:
                return self._fill(reader, state)
            page = feed.find(reader, EVERYTHING, state.position, limit=AT_ONCE)
            if page.next_since != state.position:
                self._add(item.after for item in page.items if item.after is not None)
                self._file.save(replace(state, position=page.next_since))
            return len(page.items)

    def _fill(self, reader: PlainConnection, state: State) -> int:
        """Embed the next quotations of the archive in list order; the change feed need not reach back to them."""
        views, after = quotes.batch(reader, EVERYTHING, Sort.NEWEST, state.after)
        if len(views) > AT_ONCE:
            views, after = views[:AT_ONCE], views[AT_ONCE - 1].number
        self._add(views)
        self._file.save(replace(state, filled=after is None, after=after))
        return len(views)

    def _add(self, views: Iterable[QuoteView]) -> None:
        said = [view for view in views if view.type != QuotationType.ACT]
        if said:
            self._file.append([view.id for view in said], self.model.embed([_sentence(view.text) for view in said]))

    def find(self, reader: PlainConnection, text: str, where: QuoteFilter) -> list[tuple[QuoteView, float]]:
        """The quotations under a filter that are the closest to a text, with their cosine similarities.

        First an update, unless the file cannot be written, or somebody else is writing it.
        """
        with suppress(OSError):
            self.update(wait=False)
        nearest = dict(self._file.nearest(self.model.embed([_sentence(text)])[0], NEAREST, LEAST_SIMILARITY))
        matches = matcher(reader, where)
        views = rows.by_id(reader, list(nearest))
        return [(view, nearest[view.id]) for view in views if matches(view)]


def _is_known(reader: PlainConnection, position: str) -> bool:
    """Whether the archive's feed still has a position: not after an older archive was restored, or much was trimmed."""
    try:
        positions.read(reader, position)
    except (ChangesGone, InvalidFilter):
        return False
    return True


def _sentence(text: str) -> str:
    """A text with a full stop: reporters end a quotation with a comma or nothing, which moves its vector noticeably."""
    bare = text.rstrip(" ,;:.…—–-")
    return bare if bare.endswith(("!", "?")) else f"{bare}."
