"""Read the gold of field texts: a folder with ``gold.json`` and ``texts/``.

``gold.json`` maps the name of each text to its quotations, and ``forbidden`` to the passages of texts that must not be
attributed to anybody. A quotation has ``content`` (the text of its ``spans``, joined by spaces), ``spans``, ``type``,
``speaker`` (a name, or null if the text names nobody), ``factuality``, and two fields for what readers may disagree on:

- ``accept``: other right answers. "~chair" accepts every name that contains "chair", null accepts no name;
- ``optional``: the quotation need not be found, but if it is, its speaker must be right.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...language.lexicon import words
from ...model import Span
from ..entries import Entry
from ..gold import Article, GoldError
from ..naming import normalize

PART = "~"  # accepts any name that contains the rest
FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quotation of the gold, the answers accepted besides its own speaker, and whether it may be missed."""

    entry: Entry
    accept: tuple[str | None, ...] = ()
    optional: bool = False

    def accepts(self, name: str | None) -> bool:
        """Whether a name (or none) is a right answer to who said it."""
        if name is None:
            return self.entry.speaker is None or None in self.accept
        given = _without_title(name)
        if self.entry.speaker is not None and given == _without_title(self.entry.speaker):
            return True
        return any(_matches(answer, name) for answer in self.accept if answer is not None)


@dataclass(frozen=True, slots=True)
class FieldText:
    """A text with its quotations. The article's entries are those of ``wanted``, its non-quotations the forbidden."""

    article: Article
    wanted: tuple[Wanted, ...]

    @property
    def kind(self) -> str:
        """The kind of text, the first part of its name: "court" of "court-ruling.txt"."""
        return Path(self.article.name).stem.partition("-")[0]


def read(folder: Path) -> list[FieldText]:
    """Read the texts by name. Raises ``GoldError`` if the gold does not fit the texts."""
    try:
        record = json.loads((folder / "gold.json").read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{folder / 'gold.json'}: {error}") from error
    forbidden = record.pop(FORBIDDEN, {})
    unknown = sorted(forbidden.keys() - record.keys())
    if unknown:
        raise GoldError(f"{folder}: forbidden passages of texts without gold: {', '.join(unknown)}")
    return [_text(folder, name, record[name], forbidden.get(name, [])) for name in sorted(record)]


def _text(folder: Path, name: str, quotations: list[dict[str, Any]], forbidden: list[str]) -> FieldText:
    try:
        text = (folder / "texts" / name).read_text(encoding="utf8")
        wanted = tuple(_wanted(quotation) for quotation in quotations)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{name}: {type(error).__name__}: {error}") from error
    for quotation, found in zip(quotations, wanted, strict=True):
        printed = " ".join(text[span.start : span.end] for span in found.entry.spans)
        if printed != quotation.get("content"):
            raise GoldError(f"{name}: the spans hold {printed!r:.80}, not {quotation.get('content')!r:.80}")
    entries = tuple(found.entry for found in wanted)
    return FieldText(Article(name, text, entries, tuple(_passage(name, text, part) for part in forbidden)), wanted)


def _wanted(quotation: dict[str, Any]) -> Wanted:
    return Wanted(
        Entry(
            type=quotation["type"],
            spans=tuple(Span(int(start), int(end)) for start, end in quotation["spans"]),
            speaker=quotation["speaker"],
            factuality=quotation.get("factuality"),
        ),
        accept=tuple(quotation.get("accept", ())),
        optional=bool(quotation.get("optional")),
    )


def _passage(name: str, text: str, part: str) -> Span:
    start = text.find(part)
    if start < 0:
        raise GoldError(f"{name}: forbidden passage not in the text: {part!r:.80}")
    return Span(start, start + len(part))


def _matches(answer: str, name: str) -> bool:
    if answer.startswith(PART):
        return normalize(answer.removeprefix(PART)) in normalize(name)
    return _without_title(answer) == _without_title(name)


def _without_title(name: str) -> str:
    """The normalized name without leading titles, unless nothing else is left: "Dr. Ana Lopez" -> "ana lopez"."""
    parts = normalize(name).split()
    while len(parts) > 1 and parts[0] in words("titles"):
        del parts[0]
    return " ".join(parts)
