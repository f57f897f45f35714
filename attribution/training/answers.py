"""Texts whose quotations have known speakers: which of the engine's reports a reader was asked about, and the names.

They are our own short texts, the articles in ``seeds/``, and field texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..evaluation import gold
from ..evaluation.alignment import Letters, align
from ..evaluation.entries import Entry
from ..evaluation.field.gold import Wanted
from ..evaluation.field.gold import read as read_field
from ..rules.report import Report
from . import own_texts

Accepts = Callable[[str | None], bool]  # whether a name (None or "" for nobody) is right


@dataclass(frozen=True, slots=True)
class Answered:
    """A text of the set ``kind``; ``of_reports`` pairs the number of a report with the names that are right for it."""

    kind: str
    text: str
    of_reports: Callable[[list[Report]], Iterator[tuple[int, Accepts]]]


def own(path: Path, kind: str) -> Iterator[Answered]:
    """The texts of a file of short texts."""
    for text in own_texts.read(path):
        yield Answered(kind, text.text, fragments(text))


def seeds(folder: Path) -> Iterator[Answered]:
    """The articles written for this project."""
    for article in gold.read(folder):
        accepts = [Wanted(entry, article.aliases.get(entry.speaker or "", ())).accepts for entry in article.entries]
        yield Answered("seeds", article.text, aligned(article.text, article.entries, accepts))


def field(folder: Path, kind: str = "field") -> Iterator[Answered]:
    """A set of field texts."""
    for text in read_field(folder):
        entries = [wanted.entry for wanted in text.wanted]
        accepts = [wanted.accepts for wanted in text.wanted]
        yield Answered(kind, text.article.text, aligned(text.article.text, entries, accepts))


def fragments(own: own_texts.OwnText) -> Callable[[list[Report]], Iterator[tuple[int, Accepts]]]:
    """For each fragment, the shortest report with it in its content."""

    def of_reports(reports: list[Report]) -> Iterator[tuple[int, Accepts]]:
        contents = [" ".join(own.text[s.start : s.end] for s in report.content) for report in reports]
        for asked in own.asked:
            number = asked.place(contents)
            if number is not None:
                yield number, asked.accepts

    return of_reports


def aligned(
    text: str, entries: Sequence[Entry], accepts: Sequence[Accepts]
) -> Callable[[list[Report]], Iterator[tuple[int, Accepts]]]:
    """For each quotation of the gold, the report with about the same content."""

    def of_reports(reports: list[Report]) -> Iterator[tuple[int, Accepts]]:
        pairs = align(Letters(text), [entry.spans for entry in entries], [report.content for report in reports])
        for i, number in pairs.items():
            yield number, accepts[i]

    return of_reports
