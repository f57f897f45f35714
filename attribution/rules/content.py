"""The content of a cue verb: the complements that it reports, as spans of the text."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import CLAUSES, Complement, is_relative, lemma, subject, subtree_span
from ..language.lexicon import content_probability
from ..model import Span

EDGES = ",;:—–-"  # besides whitespace
ADDRESSEES = frozenset({"obj", "iobj", "obl:to"})
MIN_CONTENT_PROBABILITY = 0.5


def content_parts(verb: Token, parts: list[Complement]) -> list[Complement]:
    """The complements of ``verb`` that are reported content, in their given order."""
    cue_lemma = lemma(verb)
    has_clause = any(p.relation == "ccomp" for p in parts)
    chosen = []
    for part in parts:
        if is_relative(part.top) and part.relation == "obj":
            continue  # "which he described as": the antecedent is outside the clause
        if has_clause and part.relation in ADDRESSEES:
            continue  # "told reporters that": the addressee is not content
        if (
            has_clause
            and part.relation not in ("ccomp", "conj")
            and content_probability(cue_lemma, part.relation) < 0.8
        ):
            continue
        if part.relation != "conj" and content_probability(cue_lemma, part.relation) >= MIN_CONTENT_PROBABILITY:
            chosen.append(part)
    return chosen


def interrupted_clause(verb: Token) -> Token | None:
    """The head of the clause that a bare cue interrupts or follows: Loyalty, he *noted*, has long been a virtue."""
    if verb.dep_ != "parataxis" or verb.head == verb or subject(verb) is None:
        return None
    return None if any(c.dep_ in CLAUSES for c in verb.children) else verb.head


def content_spans(
    text: str, tokens: list[Token], verb: Token, parts: list[Complement], source: Span | None
) -> tuple[Span, ...]:
    """The spans of ``parts``, adjacent ones merged, without the cue and the source.

    If ``parts`` is empty, the clause that the cue interrupts is used instead.
    """
    inside: set[int] = set()
    for part in parts:
        inside.update(range(part.top.left_edge.i, part.top.right_edge.i + 1))
    clause = interrupted_clause(verb) if not parts else None
    if clause is not None:
        inside.update(range(clause.left_edge.i, clause.right_edge.i + 1))
        inside.difference_update(range(verb.left_edge.i, verb.right_edge.i + 1))
    inside.discard(verb.i)
    if source is not None:
        inside = {i for i in inside if not source.start <= tokens[i].idx < source.end}
    runs: list[list[int]] = []  # first and last token of each
    for index in sorted(inside):
        if runs and not _has_words(tokens, runs[-1][1] + 1, index):
            runs[-1][1] = index
        else:
            runs.append([index, index])
    spans = [trim_punctuation(text, Span(tokens[a].idx, tokens[b].idx + len(tokens[b]))) for a, b in runs]
    return tuple(s for s in spans if s.start < s.end)


def _has_words(tokens: list[Token], start: int, end: int) -> bool:
    """Whether a word or a number is among the tokens ``start`` to ``end`` (exclusive)."""
    return start < end and any(token.is_alpha or token.like_num for token in tokens[start:end])


def alphanumeric_bounds(text: str, span: Span) -> tuple[int, int]:
    """The (start, end) of a span without leading and trailing characters other than letters and digits."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def trim_punctuation(text: str, span: Span) -> Span:
    """The span without whitespace, commas, semicolons, colons and dashes at its edges, or final full stops."""
    start, end = span.start, span.end
    while start < end and (text[start] in EDGES or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in EDGES or text[end - 1] == "." or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def clause_around(text: str, word: Token, start: int, last: Token) -> tuple[Span, ...]:
    """The clause that a phrase belongs to, without the phrase: the text before it, after it, or on both sides.

    ``word`` is the head of the phrase, ``start`` its first offset and ``last`` its last token.
    """
    sentence = word.sent
    top = word
    while top.head != top and not (top.tag_.startswith("VB") and top.i != word.i):
        top = top.head
    clause = subtree_span(top)
    first, end = max(clause.start, sentence.start_char), min(clause.end, sentence.end_char)
    if not first <= word.idx <= end:
        first, end = sentence.start_char, sentence.end_char
    before = trim_punctuation(text, Span(first, max(first, start)))
    after = trim_punctuation(text, Span(min(last.idx + len(last), end), end))
    return tuple(s for s in (before, after) if any(c.isalpha() for c in text[s.start : s.end]))
