"""A mark that nobody closed: the words end where the sentence names who said them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Token

from ..language.grammar import complements, is_verb, lemma, subject
from ..language.lexicon import cue_probability
from ..model import Span
from .frames import frame
from .passages import Passage, trim

LIKELY = 0.7
TAIL = 12  # tokens between the cue and the end of its sentence: "said on Monday at the airport"


def close_before_cues(text: str, tokens: list[Token], passages: list[Passage]) -> list[Passage]:
    """Unclosed passages end before ", Rosa Delgado said": "The bus was late[, Rosa Delgado said."]."""
    if all(passage.closed for passage in passages):
        return passages
    starts = [token.idx for token in tokens]
    return [passage if passage.closed else _closed(text, tokens, starts, passage) for passage in passages]


def _closed(text: str, tokens: list[Token], starts: list[int], passage: Passage) -> Passage:
    first, last = bisect_left(starts, passage.spans[0].start), bisect_left(starts, passage.spans[0].end)
    for index in range(first, last):
        token = tokens[index]
        begins = _attribution(tokens, token, first) if is_verb(token) else None
        if begins is not None and tokens[begins - 1].text in (",", "?", "!"):
            words = trim(text, Span(passage.start, tokens[begins].idx))
            return replace(passage, spans=(words,), outer=Span(passage.outer.start, words.end), closed=True)
    return passage


def _attribution(tokens: list[Token], verb: Token, first: int) -> int | None:
    """The first token of "Rosa Delgado said" or "said Rosa Delgado" at the end of a sentence."""
    own = subject(verb)
    if own is None or cue_probability(lemma(verb), frame(list(complements(verb))), "q") < LIKELY:
        return None
    begins = min(verb.i, own.left_edge.i)
    ends = max(verb.i, own.right_edge.i)
    rest = tokens[ends + 1 : ends + 1 + TAIL]
    stop = next((n for n, t in enumerate(rest) if t.is_sent_start or t.text in ".!?" or t.is_space), len(rest))
    if begins <= first or any(is_verb(t) for t in rest[:stop]) or (stop == len(rest) == TAIL):
        return None
    return begins
