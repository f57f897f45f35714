"""Small hand-made articles, gold and engines."""

from __future__ import annotations

from attribution.evaluation.entries import Entry
from attribution.evaluation.gold import Article
from attribution.evaluation.running import Outcome
from attribution.model import Cue, Evidence, Mention, Quotation, QuotationType, Span, Speaker, SpeakerKind, quotation_id

TEXT = '"We will build it," said Ana Ivers. Bo Ruiz said that the bridge was too narrow. "Slowly" is its name.'


def span(text: str, part: str) -> Span:
    """The span of the first occurrence of ``part`` in ``text``."""
    start = text.index(part)
    return Span(start, start + len(part))


def entry(part: str, mention: str = "", speaker: str | None = None, kind: str = "direct", sure: float = 0.8) -> Entry:
    """An entry about a part of TEXT."""
    return Entry(kind, (span(TEXT, part),), (), (span(TEXT, mention),) if mention else (), speaker, confidence=sure)


ANA = entry("We will build it,", "Ana Ivers", "Ana Ivers")
BO = entry("that the bridge was too narrow", "Bo Ruiz", "Bo Ruiz", "indirect")


def outcome(*predicted: Entry, gold: tuple[Entry, ...] = (ANA, BO), crash: str | None = None) -> Outcome:
    """The output of an engine for TEXT; the gold is ANA and BO by default, and "Slowly" is not a quotation."""
    article = Article("a.txt", TEXT, gold, (span(TEXT, "Slowly"),))
    return Outcome(article, predicted, crash)


def quotation(text: str, content: str, source: str, kind: QuotationType = QuotationType.DIRECT) -> Quotation:
    """A quotation of ``source`` with the cue "said"."""
    at, who, cue = span(text, content), span(text, source), span(text, "said")
    return Quotation(
        id=quotation_id("0" * 64, (at,)),
        type=kind,
        text=content,
        spans=(at,),
        quoted=(at,),
        cue=Cue("said", "say", cue.start, cue.end),
        mention=Mention(source, who.start, who.end),
        speaker=Speaker(source, SpeakerKind.PERSON),
        reported_by=None,
        confidence=0.9,
        evidence=Evidence("by_hand"),
    )
