"""Passages without a closing mark: end the quotation where its attribution begins."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Token

from ..language.grammar import DIRECT_OBJECTS, FINITE_TAGS, complements, is_verb, lemma, subject
from ..language.lexicon import cue_probability
from ..model import Span
from .frames import frame
from .passages import Passage, trim

MIN_CUE_PROBABILITY = 0.7
MAX_TAIL = 12  # tokens from the attribution to the end of its sentence: "said on Monday at the airport"


def close_before_cues(text: str, tokens: list[Token], passages: list[Passage]) -> list[Passage]:
    """The passages, with unclosed ones ended before a final attribution: "The bus was late[, Rosa Delgado said."].

    If a paragraph of a longer passage ends with an attribution by name, that paragraph lacks its closing mark, and
    another passage begins in the next: “The bus was late[, Rosa Delgado said.] ¶ “We walked,” said Nils Berg.
    """
    if all(passage.closed and len(passage.spans) == 1 for passage in passages):
        return passages
    starts = [token.idx for token in tokens]
    return [part for passage in passages for part in _closed(text, tokens, starts, passage)]


def _closed(text: str, tokens: list[Token], starts: list[int], passage: Passage) -> list[Passage]:
    if len(passage.spans) == 1:
        cue = None if passage.closed else _final_cue(tokens, starts, passage.spans[0], by_name=False)
        return [passage if cue is None else _ended_at(text, passage, cue)]
    for number, span in enumerate(passage.spans[:-1]):
        cue = _final_cue(tokens, starts, span, by_name=True)
        if cue is not None:
            following = passage.spans[number + 1]
            opening = following.start - (passage.start - passage.outer.start)
            first = replace(passage, spans=passage.spans[: number + 1], outer=Span(passage.outer.start, opening))
            rest = replace(passage, spans=passage.spans[number + 1 :], outer=Span(opening, passage.outer.end))
            return [_ended_at(text, first, cue), *_closed(text, tokens, starts, rest)]
    return [passage]


def _ended_at(text: str, passage: Passage, at: int) -> Passage:
    """The passage, ended before the attribution at an offset."""
    last = trim(text, Span(passage.spans[-1].start, at))
    return replace(passage, spans=(*passage.spans[:-1], last), outer=Span(passage.outer.start, last.end), closed=True)


def _final_cue(tokens: list[Token], starts: list[int], span: Span, *, by_name: bool) -> int | None:
    """The offset of the first attribution in the span that ends its sentence, or None."""
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    for index in range(first, last):
        token = tokens[index]
        first_token = _final_attribution(tokens, token, first, by_name=by_name) if is_verb(token) else None
        if first_token is not None and tokens[first_token - 1].text in (",", "?", "!"):
            return tokens[first_token].idx
    return None


def _final_attribution(tokens: list[Token], verb: Token, first: int, *, by_name: bool) -> int | None:
    """The first token of an attribution that ends its sentence ("Rosa Delgado said", "said Rosa Delgado"), or None."""
    own = subject(verb) or _misread_subject(verb)
    if own is None or cue_probability(lemma(verb), frame(list(complements(verb))), "q") < MIN_CUE_PROBABILITY:
        return None
    if by_name and own.pos_ != "PROPN":
        return None
    first_token = min(verb.i, own.left_edge.i)
    last_token = max(verb.i, own.right_edge.i)
    rest = tokens[last_token + 1 : last_token + 1 + MAX_TAIL]
    stop = next((n for n, t in enumerate(rest) if t.is_sent_start or t.text in ".!?" or t.is_space), len(rest))
    if first_token <= first or any(is_verb(t) for t in rest[:stop]) or (stop == len(rest) == MAX_TAIL):
        return None
    return first_token


def _misread_subject(verb: Token) -> Token | None:
    """The object right after a verb of speech without a subject: "..., said the driver, Rosa Delgado"."""
    objects = (child for child in verb.rights if child.dep_ in DIRECT_OBJECTS and child.left_edge.i == verb.i + 1)
    return next(objects, None) if verb.tag_ in FINITE_TAGS else None
