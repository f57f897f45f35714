"""People called by their age: "Ana Lopez, 43, ... [The 43-year-old] said"."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..entities.entity import Entity
from ..entities.noun_phrases import age_phrase_start
from ..model import SpeakerKind
from ..rules.report import Source
from .discourse_state import State

TOLD = 3  # mentions of somebody beside which their age may stand


def aged_head(state: State, source: Source) -> Token | None:
    """The last word of a source that is called by an age alone, whatever the parse makes of it."""
    last = state.article.tokens[bisect_left(state.article.starts, source.span.end) - 1]
    return last if age_phrase_start(last) is not None else None


def of_that_age(state: State, head: Token) -> Entity | None:
    """The only entity whose name is followed by that age: "Ana Lopez, 43,"."""
    if age_phrase_start(head) is None:
        return None
    if state.aged is None:
        state.aged = _by_age(state)
    found = state.aged.get(head.doc[head.i - 4].text, [])
    return found[0] if len(found) == 1 else None


def _by_age(state: State) -> dict[str, list[Entity]]:
    """The persons of an article by what follows their names after a comma."""
    found: dict[str, list[Entity]] = {}
    for entity in state.entities.all:
        if entity.kind == SpeakerKind.PERSON:
            for age in dict.fromkeys(_after_comma(state, at) for at in entity.mentions[:TOLD]):
                found.setdefault(age, []).append(entity)
    return found


def _after_comma(state: State, at: int) -> str:
    tokens, end = state.article.tokens, state.entities.end_of_mention(at)
    return tokens[end + 1].text if end + 1 < len(tokens) and tokens[end].text == "," else ""
