"""Articles for a made archive: each quotes somebody and some colleagues, as an engine would find it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from api.store import ArticleInput
from attribution.model import (
    Cue,
    Evidence,
    Mention,
    Quotation,
    QuotationType,
    Span,
    Speaker,
    SpeakerKind,
    quotation_id,
    text_digest,
)

from .people import Person, misspelt

DESCRIBED = 0.7  # of the speakers of an article
MISSPELT = 0.03
AT_HOME = 0.8  # articles in the person's own source


@dataclass(frozen=True, slots=True)
class Made:
    """An article with its quotations, and who its names mean: name as printed to number, and whether described."""

    article: ArticleInput
    quotations: list[Quotation]
    meant: dict[str, tuple[int, bool]]


def made(chance: random.Random, number: int, people: list[Person], person: Person, *, all: bool = False) -> Made:
    """An article that quotes a person, and up to three colleagues; or the two that follow, for all to be quoted."""
    beside = chance.sample(person.colleagues, min(chance.randint(0, 3), len(person.colleagues)))
    if all:
        beside = [other for other in (person.number + 1, person.number + 2) if other < len(people)]
    parts: list[tuple[str, str, str]] = []  # content, mention, name
    meant: dict[str, tuple[int, bool]] = {}
    for speaker in (person, *(people[other] for other in beside)):
        name = misspelt(chance, speaker) if chance.random() < MISSPELT else speaker.name
        if name in meant:
            continue
        described = chance.random() < DESCRIBED
        meant[name] = (speaker.number, described)
        mention = f"{name}, {speaker.role}" if described else name
        parts.append((f"This is statement {number} of {speaker.number}", mention, name))
        if chance.random() < 0.5:
            parts.append((f"And there is more on {number} from {speaker.number}", name.split()[-1], name))
    source = person.source if chance.random() < AT_HOME else f"Source {chance.randrange(200)}"
    text = " ".join(f"“{content},” {mention} said." for content, mention, _ in parts)
    return Made(ArticleInput(text, source, f"https://made.example/{number}"), _quotations(text, parts), meant)


def _quotations(text: str, parts: list[tuple[str, str, str]]) -> list[Quotation]:
    digest, at, found = text_digest(text), 0, []
    for content, mention, name in parts:
        start = text.index(content, at)
        begin = start + len(content) + 3
        end = begin + len(mention)
        at = end
        spans = (Span(start, start + len(content)),)
        found.append(
            Quotation(
                id=quotation_id(digest, spans),
                type=QuotationType.DIRECT,
                text=content,
                spans=spans,
                quoted=spans,
                cue=Cue("said", "say", end + 1, end + 5),
                mention=Mention(mention, begin, end),
                speaker=Speaker(name, SpeakerKind.PERSON),
                reported_by=None,
                confidence=0.9,
                evidence=Evidence("made", (mention, name)),
            )
        )
    return found
