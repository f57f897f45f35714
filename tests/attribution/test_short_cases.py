"""Short texts, each with its quotations and their speakers, through the bundled pipeline; see ``short_cases.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from attribution import Quotation, attribute_text
from attribution.model import QuotationType

CASES = Path(__file__).with_name("short_cases.txt")
MIN_OVERLAP = 0.8  # of letters and digits, as intersection over union
ARTICLES = frozenset({"the", "a", "an", "my"})


class Wanted(NamedTuple):
    """A quotation of a case; ``speaker`` is "nobody" for words that must not be attributed."""

    speaker: str
    reporter: str | None
    offsets: frozenset[int]


class Case(NamedTuple):
    """A text and its quotations."""

    text: str
    wanted: tuple[Wanted, ...]


def cases() -> Iterator[Case]:
    for block in CASES.read_text(encoding="utf8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            text = lines[0].replace(" ¶ ", "\n\n")
            yield Case(text, tuple(wanted(text, line.removeprefix("= ")) for line in lines[1:]))


def wanted(text: str, line: str) -> Wanted:
    who, _, content = line.partition(": ")
    reporter, _, speaker = who.rpartition(" > ")
    offsets: list[int] = []
    at = 0
    for part in content.split(" / "):
        start = text.index(part, at)
        at = start + len(part)
        offsets += range(start, at)
    return Wanted(speaker, reporter or None, letters(text, offsets))


def letters(text: str, offsets: list[int]) -> frozenset[int]:
    return frozenset(n for n in offsets if text[n].isalnum())


def said(text: str, quotation: Quotation) -> frozenset[int]:
    return letters(text, [n for span in quotation.spans for n in range(span.start, span.end)])


def plain(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


def overlap(first: frozenset[int], second: frozenset[int]) -> float:
    return len(first & second) / len(first | second)


def reports(quotation: Quotation) -> bool:
    return quotation.speaker is not None and quotation.type not in (QuotationType.ACT, QuotationType.BELIEF)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.text[:48]) for case in cases()])
def test_who_says_what(case: Case) -> None:
    found = {quotation: said(case.text, quotation) for quotation in attribute_text(case.text)}
    for speaker, reporter, offsets in case.wanted:
        if speaker == "nobody":
            assert not [q.text for q, spans in found.items() if q.speaker and len(spans & offsets) > len(offsets) / 2]
            continue
        best = max(found, key=lambda q: overlap(found[q], offsets))
        assert overlap(found[best], offsets) >= MIN_OVERLAP, best.text
        assert best.speaker is not None, best.evidence
        assert plain(best.speaker.name) == plain(speaker)
        if reporter:
            assert best.reported_by is not None
            assert plain(best.reported_by.name) == plain(reporter)
    every = frozenset[int]().union(*(wanted.offsets for wanted in case.wanted))
    spurious = [q.text for q, spans in found.items() if reports(q) and len(spans & every) < len(spans) / 2]
    assert not spurious
