"""Passages without a closing mark: end the quotation where its attribution begins."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Token

from ..language.grammar import complements, is_verb, lemma, subject
from ..language.lexicon import cue_probability
from ..model import Span
from .frames import frame
from .passages import Passage, trim

MIN_CUE_PROBABILITY = 0.7
MAX_TAIL = 12  # tokens from the attribution to the end of its sentence: "said on Monday at the airport"


def close_before_cues(text: str, tokens: list[Token], passages: list[Passage]) -> list[Passage]:
    """The passages, with unclosed ones ended before a final attribution: "The bus was late[, Rosa Delgado said."]."""
    if all(passage.closed for passage in passages):
        return passages
    starts = [token.idx for token in tokens]
    return [passage if passage.closed else _close_at_cue(text, tokens, starts, passage) for passage in passages]


def _close_at_cue(text: str, tokens: list[Token], starts: list[int], passage: Passage) -> Passage:
    first, last = bisect_left(starts, passage.spans[0].start), bisect_left(starts, passage.spans[0].end)
    for index in range(first, last):
        token = tokens[index]
        first_token = _final_attribution(tokens, token, first) if is_verb(token) else None
        if first_token is not None and tokens[first_token - 1].text in (",", "?", "!"):
            words = trim(text, Span(passage.start, tokens[first_token].idx))
            return replace(passage, spans=(words,), outer=Span(passage.outer.start, words.end), closed=True)
    return passage


def _final_attribution(tokens: list[Token], verb: Token, first: int) -> int | None:
    """The first token of an attribution that ends its sentence ("Rosa Delgado said", "said Rosa Delgado"), or None."""
    own = subject(verb)
    if own is None or cue_probability(lemma(verb), frame(list(complements(verb))), "q") < MIN_CUE_PROBABILITY:
        return None
    first_token = min(verb.i, own.left_edge.i)
    last_token = max(verb.i, own.right_edge.i)
    rest = tokens[last_token + 1 : last_token + 1 + MAX_TAIL]
    stop = next((n for n, t in enumerate(rest) if t.is_sent_start or t.text in ".!?" or t.is_space), len(rest))
    if first_token <= first or any(is_verb(t) for t in rest[:stop]) or (stop == len(rest) == MAX_TAIL):
        return None
    return first_token
