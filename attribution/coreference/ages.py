"""Resolve people referred to by their age: "Ana Lopez, 43, ... [The 43-year-old] said"."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..entities.entity import Entity
from ..entities.noun_phrases import age_phrase_start
from ..model import SpeakerKind
from ..rules.report import Source
from .discourse_state import DiscourseState

MAX_MENTIONS = 3  # mentions of a person that are searched for an age


def age_phrase_head(state: DiscourseState, source: Source) -> Token | None:
    """The last token of a source like "the 43-year-old", however it was parsed; None for other sources."""
    last = state.article.tokens[bisect_left(state.article.starts, source.span.end) - 1]
    return last if age_phrase_start(last) is not None else None


def entity_of_age(state: DiscourseState, head: Token) -> Entity | None:
    """The person whose name is followed by the age in a phrase headed by ``head``, if there is exactly one."""
    if age_phrase_start(head) is None:
        return None
    if state.by_age is None:
        state.by_age = _by_age(state)
    found = state.by_age.get(head.doc[head.i - 4].text, [])
    return found[0] if len(found) == 1 else None


def _by_age(state: DiscourseState) -> dict[str, list[Entity]]:
    """The persons of an article by the token that follows their name and a comma."""
    found: dict[str, list[Entity]] = {}
    for entity in state.entities.all:
        if entity.kind == SpeakerKind.PERSON:
            for age in dict.fromkeys(_after_comma(state, at) for at in entity.mentions[:MAX_MENTIONS]):
                found.setdefault(age, []).append(entity)
    return found


def _after_comma(state: DiscourseState, at: int) -> str:
    tokens, end = state.article.tokens, state.entities.end_of_mention(at)
    return tokens[end + 1].text if end + 1 < len(tokens) and tokens[end].text == "," else ""
