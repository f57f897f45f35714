"""The statements that are looked up for a quotation: they give the verdict that all would, and are few."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from api.verification import drafts, findings, known, referents, reports, splices
from api.verification.draft import Draft
from api.verification.drafts import Checked, check
from api.verification.known import Known
from api.verification.statement import Statement
from api.wording.asked import Asked
from attribution.model import Mention, Quotation, QuotationType, Span, SpeakerKind

from ...counting import count_calls
from ..store.building import quotation

FEW, MANY = 30, 240
MOST = 20  # statements compared, tried or read, and names compared, for each quotation
WORDS = (
    "the a of in to not we will harbour wall council ferry storm winter bridge school mended closed opened paid lost "
    "5 12 1987 first never before after million"
).split()
SPEAKERS = ("Ana Ruiz", "Bo Ek", "Cy Dee")


class Everything(Known[str]):
    """Looks nothing up: each quotation is compared with all statements."""

    def comparable(self, asked: Asked, speakers: Collection[str] | None) -> list[Statement[str]]:
        return list(self.statements)

    def bearing_on(self, report: str, speakers: Collection[str] | None) -> list[Statement[str]]:
        return list(self.statements)


def said(text: str, by: str, *, marked: bool = True, is_context: bool = False) -> Statement[str]:
    return Statement(text, ((0, len(text)),) if marked else (), None, frozenset({by}), text, is_context)


def drafted(text: str, start: int, end: int, type: QuotationType, by: str) -> Quotation:
    """A quotation of what stands between two offsets of a draft, by a speaker."""
    content = text[start:end]
    found = quotation(text, content, speaker=by, type=type)
    spans = (Span(start, end),)
    return replace(found, spans=spans, quoted=() if type is QuotationType.INDIRECT else spans)


@pytest.mark.parametrize("seed", range(40))
def test_the_verdict_is_that_of_all_statements(seed: int) -> None:
    draw = random.Random(seed)

    def sentence() -> str:
        return " ".join(draw.choices(WORDS, k=draw.randint(3, 14)))

    statements = [
        said(sentence(), draw.choice(SPEAKERS), marked=draw.random() < 0.6, is_context=draw.random() < 0.3)
        for _ in range(60)
    ]
    names = [(name, SpeakerKind.PERSON) for name in SPEAKERS]
    for _ in range(20):
        words = draw.choice([sentence(), draw.choice(statements).text]).split()
        words[draw.randrange(len(words))] = draw.choice(WORDS)
        if draw.random() < 0.4:  # a splice
            words += draw.choice(statements).text.split()
        text = " ".join(words)
        kind = draw.choice([QuotationType.DIRECT, QuotationType.INDIRECT])
        asked = drafted(text, 0, len(text), kind, draw.choice(SPEAKERS))
        found = check(asked, Draft(text), Known(statements, names))
        assert found == check(asked, Draft(text), Everything(statements, names))


@contextmanager
def counted() -> Iterator[list[int]]:
    """The statements, names and characters (by the thousand) that are worked on meanwhile."""
    seen: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        count_calls(patch, seen, findings, "match")
        count_calls(patch, seen, reports, "support")
        count_calls(patch, seen, splices, "_sequences")
        count_calls(patch, seen, known, "called_alike")
        for module in (drafts, referents):
            count_calls(patch, seen, module, "words", lambda text: len(str(text)) // 1_000)
        yield seen


PHRASE = "We will mend the quay{n} or berth{n} or crane{n} for pier{n} and jetty{n}"
TEMPLATE = "We will mend quay{n} in spring, berth{n} in summer and crane{n} if money{n} is found"


def checks(number: int, line: str, paragraphs: str) -> tuple[list[Checked[str]], int]:
    """The checks of a draft of many quotations against as many statements, and the work that they take.

    Every other one is a report, and some join two statements. A pronoun names the speaker.
    """
    lines = [line.format(n=n) for n in range(number)]
    statements = [said(each, SPEAKERS[n % 3], marked=n % 4 != 1) for n, each in enumerate(lines)]
    asked, text = [], ""
    for n, each in enumerate(lines):
        words = f"{each[:40]} {lines[n - 1][-40:]}" if n % 4 == 2 else each
        text += f"Ana Ruiz spoke. “{words},” "
        start = len(text) - len(words) - 3
        mention = Mention("she", len(text), len(text) + 3)
        text += f"she said.{paragraphs}"
        kind = QuotationType.INDIRECT if n % 2 else QuotationType.DIRECT
        asked.append(replace(drafted(text, start, start + len(words), kind, SPEAKERS[n % 3]), mention=mention))
    sources = Known(statements, [(name, SpeakerKind.PERSON) for name in SPEAKERS])
    with counted() as seen:
        draft = Draft(text)
        found = [item for each in asked for item in check(each, draft, sources)]
    return found, sum(seen)


@pytest.mark.parametrize("line", [PHRASE, TEMPLATE])
@pytest.mark.parametrize("paragraphs", ["\n\n", " "])
def test_a_draft_takes_work_as_it_has_quotations(line: str, paragraphs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether its quotations have a phrase in common, or are nearly the same."""
    monkeypatch.setattr(known, "MOST_COMPARED", 4)
    for number in (FEW, MANY):
        found, work = checks(number, line, paragraphs)
        assert sum(bool(item.verdict.matches) for item in found) >= 0.9 * number
        assert number <= work <= MOST * number
