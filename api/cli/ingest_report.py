"""What became of each record of an ``ingest``: counts for the summary, and lines of JSON for ``--report``."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, TextIO

from .messages import pluralize

if TYPE_CHECKING:
    from ..ingest.entries import Entry


class IngestReport:
    """Counts records by status ("added", "known", "unread", "failed", "skipped"), and writes a line for each."""

    def __init__(self, file: TextIO | None = None) -> None:
        self.tally: Counter[str] = Counter()
        self._mended: Counter[str] = Counter()
        self._file = file

    def add(self, entry: Entry, status: str, article_id: str | None = None, reason: str | None = None) -> None:
        """Count a record. ``reason``: why it was not stored, or has no quotations."""
        self.tally[status] += 1
        self._mended.update(entry.mended)
        if self._file is None:
            return
        members = {"record": entry.origin, "status": status, "article": article_id, "reason": reason}
        line = {name: value for name, value in {**members, "mended": list(entry.mended) or None}.items() if value}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()  # an interrupted run has said what it did

    def summary(self) -> str:
        """How many articles were stored, how many were not, and what was mended in them."""
        tally = self.tally
        added = pluralize(tally["added"], "article")
        summary = f"{added} added, {tally['known']:,} already stored, {tally['failed']:,} failed"
        summary += f", {tally['unread']:,} stored without quotations" if tally["unread"] else ""
        summary += f", {tally['skipped']:,} skipped" if tally["skipped"] else ""
        return summary + mended_line(self._mended)


def mended_line(counts: Counter[str]) -> str:
    """A further line of a summary on what was mended, and in how many articles; empty if nothing was."""
    mended = ", ".join(f"{what} in {number:,}" for what, number in sorted(counts.items()))
    return f"\nMended: {mended}" if mended else ""
