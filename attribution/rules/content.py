"""The content of a cue verb: which of its complements it reports, as spans of the text."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import CLAUSES, Complement, is_relative, lemma, subject
from ..language.lexicon import content_probability
from ..model import Span

EDGES = " \t\n\r\xa0,;:—–-"
ADDRESSEES = frozenset({"obj", "iobj", "obl:to"})
INSIDE = 0.5


def content_parts(verb: Token, parts: list[Complement]) -> list[Complement]:
    """Those of the complements of ``verb`` that hold content, in order of the text."""
    word = lemma(verb)
    clause = any(p.relation == "ccomp" for p in parts)
    chosen = []
    for part in parts:
        if is_relative(part.top) and part.relation == "obj":
            continue  # "which he described as": the antecedent is said elsewhere
        if clause and part.relation in ADDRESSEES:
            continue  # "told reporters that": the addressee is not content
        if clause and part.relation not in ("ccomp", "conj") and content_probability(word, part.relation) < 0.8:
            continue
        if part.relation != "conj" and content_probability(word, part.relation) >= INSIDE:
            chosen.append(part)
    return chosen


def interrupted(verb: Token) -> Token | None:
    """Loyalty, he *noted*, has long been a virtue: the clause that a bare cue interrupts or follows."""
    if verb.dep_ != "parataxis" or verb.head == verb or subject(verb) is None:
        return None
    return None if any(c.dep_ in CLAUSES for c in verb.children) else verb.head


def content_spans(
    text: str, tokens: list[Token], verb: Token, parts: list[Complement], source: Span | None
) -> tuple[Span, ...]:
    """The spans of ``parts``; neighbours are joined, the cue and the source are cut out.

    Without any, the clause that the cue interrupts.
    """
    taken: set[int] = set()
    for part in parts:
        taken.update(range(part.top.left_edge.i, part.top.right_edge.i + 1))
    clause = interrupted(verb) if not parts else None
    if clause is not None:
        taken.update(range(clause.left_edge.i, clause.right_edge.i + 1))
        taken.difference_update(range(verb.left_edge.i, verb.right_edge.i + 1))
    taken.discard(verb.i)
    if source is not None:
        taken = {i for i in taken if not source.start <= tokens[i].idx < source.end}
    runs: list[list[int]] = []
    for index in sorted(taken):
        between = tokens[runs[-1][-1] + 1 : index] if runs else []
        if runs and not any(t.is_alpha or t.like_num for t in between):
            runs[-1].append(index)
        else:
            runs.append([index])
    spans = [trimmed(text, Span(tokens[r[0]].idx, tokens[r[-1]].idx + len(tokens[r[-1]]))) for r in runs]
    return tuple(s for s in spans if s.start < s.end)


def lettered(text: str, span: Span) -> tuple[int, int]:
    """The span from its first letter or digit to its last."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def trimmed(text: str, span: Span) -> Span:
    """The span without white space, commas, colons and dashes at its edges, nor a final full stop."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and (text[end - 1] in EDGES or text[end - 1] == "."):
        end -= 1
    return Span(start, end)
