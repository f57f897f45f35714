"""Read short cases and list the faults of the engine on one.

A case is a text on one line ("¶" for a paragraph break) and below it one line for each quotation: "= speaker: content",
the parts of a content joined by " / "; "= reporter > speaker: content" for speech within speech; "= nobody: words" for
words that are in nobody's mouth. "## kind" stands above the cases of a kind; a blank line ends a case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from attribution import Quotation, attribute_text
from attribution.model import QuotationType

MIN_OVERLAP = 0.8  # of letters and digits, as intersection over union
ARTICLES = frozenset({"the", "a", "an", "my"})
NOBODY = "nobody"


class Wanted(NamedTuple):
    """A quotation of a case; ``speaker`` is "nobody" for words that must not be attributed."""

    speaker: str
    reporter: str | None
    offsets: frozenset[int]


class Case(NamedTuple):
    """A text, its quotations and the kind of case."""

    text: str
    wanted: tuple[Wanted, ...]
    kind: str


def read(path: Path) -> Iterator[Case]:
    """The cases of a file in UTF-8. Raises ``ValueError`` if a content is not in its text."""
    kind = ""
    for block in path.read_text(encoding="utf8").split("\n\n"):
        lines = block.splitlines()
        kind = next((line.removeprefix("## ") for line in reversed(lines) if line.startswith("## ")), kind)
        lines = [line for line in lines if not line.startswith("#")]
        if lines:
            text = lines[0].replace(" ¶ ", "\n\n")
            yield Case(text, tuple(_wanted(text, line.removeprefix("= ")) for line in lines[1:]), kind)


def faults(case: Case) -> list[str]:
    """What is wrong with the engine's quotations of a case, a line each; empty if nothing is."""
    found = {quotation: _said(case.text, quotation) for quotation in attribute_text(case.text)}
    listed = [fault for wanted in case.wanted if (fault := _fault(wanted, found)) is not None]
    every = frozenset[int]().union(*(wanted.offsets for wanted in case.wanted))
    spurious = [q for q, said in found.items() if _reports(q) and len(said & every) < len(said) / 2]
    return listed + [f"nobody said {quotation.text!r}" for quotation in spurious]


def _fault(wanted: Wanted, found: Mapping[Quotation, frozenset[int]]) -> str | None:
    if wanted.speaker == NOBODY:
        said = [q for q, at in found.items() if q.speaker and len(at & wanted.offsets) > len(wanted.offsets) / 2]
        return f"nobody said {said[0].text!r}" if said else None
    best = max(found, key=lambda q: _overlap(found[q], wanted.offsets), default=None)
    if best is None or _overlap(found[best], wanted.offsets) < MIN_OVERLAP:
        return f"no quotation with the words of {wanted.speaker}; nearest: {best.text if best else None!r}"
    if best.speaker is None:
        return f"{best.text!r} has no speaker, not {wanted.speaker}: {best.evidence}"
    if _plain(best.speaker.name) != _plain(wanted.speaker):
        return f"{best.text!r} is said by {best.speaker.name}, not {wanted.speaker}"
    reporter = best.reported_by.name if best.reported_by else NOBODY
    if wanted.reporter and _plain(reporter) != _plain(wanted.reporter):
        return f"{best.text!r} is reported by {reporter}, not {wanted.reporter}"
    return None


def _wanted(text: str, line: str) -> Wanted:
    who, _, content = line.partition(": ")
    reporter, _, speaker = who.rpartition(" > ")
    offsets: list[int] = []
    at = 0
    for part in content.split(" / "):
        start = text.index(part, at)
        at = start + len(part)
        offsets += range(start, at)
    return Wanted(speaker, reporter or None, _letters(text, offsets))


def _letters(text: str, offsets: list[int]) -> frozenset[int]:
    return frozenset(n for n in offsets if text[n].isalnum())


def _said(text: str, quotation: Quotation) -> frozenset[int]:
    return _letters(text, [n for span in quotation.spans for n in range(span.start, span.end)])


def _plain(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


def _overlap(first: frozenset[int], second: frozenset[int]) -> float:
    return len(first & second) / len(first | second)


def _reports(quotation: Quotation) -> bool:
    return quotation.speaker is not None and quotation.type not in (QuotationType.ACT, QuotationType.BELIEF)
