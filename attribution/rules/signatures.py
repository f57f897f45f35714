"""Signatures: a quotation attributed by a name after a dash, or by a name on the line before or after it."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Token

from ..article.article import Article
from ..article.blocks.block import TURNS, BlockKind
from ..article.passage_kinds import is_utterance
from ..article.passages import Passage, trim
from ..language.grammar import is_verb
from ..model import Span
from .content import trim_punctuation
from .report import Report, Source
from .rule import Example, Rule

DASH = re.compile(r"\s*(?:--+|[—–―~]|-(?=\s?[A-Z]))\s*")
# "Ida Roos, mayor", "That from Ida Roos, the mayor, on the quay."
NAME_AND_ROLE = re.compile(
    r"(?:(?:That|This|Those)(?: is| was| were)? (?:from|by) )?"
    r"(?P<name>(?:[^\W\d_a-z][\w.’'-]*[ ]?){2,5}, [^.!?:“\"\n]{2,90})\.?"
)
NAME_AND_AGE = re.compile(r"\s*(?:[^\W\d_a-z][\w.’'-]*[ ]?){1,5}, \d{1,2}(?:, [^.!?:“\"\n]{2,60})?\.?\s*")
MAX_WORDS = 14
MAX_SERIES = 12  # quotations of a series that are looked at
MAX_BEFORE_PERSON = 5  # tokens from the start of the line to a person's name and its first word
PROBABILITY = 0.7


def signature(article: Article, number: int) -> Report | None:
    """ "It rained." -- BLINKEN / "It rained." (new line) - BLINKEN / BLINKEN, 61 (new line) "It rained." / the last

    on one line: "It rained." Ana Lopez, 61, Harwick
    """
    passage, text = article.passages[number], article.text
    whole = text[passage.end - 1] in ".!?" and passage.outer == article.paragraph_at(passage.outer.start)
    if (
        not (whole or is_utterance(text, passage))
        or text[passage.start].islower()
        or article.structure.kind_at(passage.start) in TURNS
    ):
        return None
    paragraph = article.paragraph_at(passage.end - 1)
    for start, end, needs_dash in (
        (passage.outer.end, paragraph.end, not _is_aged_name(article, paragraph, passage)),
        (*_next_line(article, paragraph, passage.outer.end), False),
        (*_line_before(article, number), False),
        (*_line_below(article, number), False),
    ):
        found = _signature_in(article, number, start, end, needs_dash) if start < end else None
        if found is not None:
            return found
    return None


def _is_aged_name(article: Article, paragraph: Span, passage: Passage) -> bool:
    """Whether a name and an age are all that follows a quotation in its paragraph, which it opens."""
    if passage.outer.start != paragraph.start:
        return False
    return NAME_AND_AGE.fullmatch(article.text, passage.outer.end, paragraph.end) is not None


def _next_line(article: Article, paragraph: Span, at: int) -> tuple[int, int]:
    """The (start, end) of the paragraph after a quotation, if it starts with a dash and the quotation ends its own.

    (0, 0) if there is none.
    """
    place = article.paragraph_number(paragraph.start) + 1
    if place >= len(article.paragraphs) or article.has_alphanumeric(at, paragraph.end):
        return 0, 0
    following = article.paragraphs[place]
    return (following.start, following.end) if DASH.match(article.text, following.start) else (0, 0)


def _line_before(article: Article, number: int) -> tuple[int, int]:
    """The (start, end) of the line before a quotation that starts a paragraph, if it is no sentence; else (0, 0).

    In a series it is that of the quotation before it unless such a line is above the first one.
    """
    first = _first_of_series(article, number)
    if first != number and _names_nobody(article, _above(article, first)):
        return 0, 0
    return _above(article, number)


def _above(article: Article, number: int) -> tuple[int, int]:
    at = article.passages[number].outer.start
    place = article.paragraph_number(at) - 1
    if place < 0 or article.paragraphs[place + 1].start != at:
        return 0, 0
    before = article.paragraphs[place]
    signs_above = DASH.match(article.text, before.start) or article.structure.kind_at(before.start) == BlockKind.POST
    if signs_above or article.structure.is_silent(before.start) or article.text[before.end - 1] in ".!?”\"’'":
        return 0, 0
    return before.start, before.end


def _first_of_series(article: Article, number: int) -> int:
    """The first of the quotations that fill every other paragraph up to this one."""
    for _ in range(MAX_SERIES):
        if not number or not _is_second_after(article, number):
            break
        number -= 1
    return number


def _is_second_after(article: Article, number: int) -> bool:
    """Whether a quotation and the one before it fill two paragraphs with one between them."""
    before, outer = article.passages[number - 1].outer, article.passages[number].outer
    place = bisect_left(article.paragraphs, outer)
    return article.paragraphs[place : place + 1] == [outer] and article.paragraphs[max(0, place - 2)] == before


def _names_nobody(article: Article, line: tuple[int, int]) -> bool:
    """Whether a line is no name: the headline above a series of quotations."""
    headed = article.structure.kind_at(line[0]) == BlockKind.HEADLINE
    first, end = article.token_range(Span(*line)) if line[1] else (0, 0)
    named = _name_head(article.tokens[first:end], at_start=True) is not None
    return not named or (headed and NAME_AND_ROLE.fullmatch(article.text, *line) is None)


def _line_below(article: Article, number: int) -> tuple[int, int]:
    """The (start, end) of a name and role on the line below a quotation that fills its paragraph; else (0, 0).

    “A town without a harbour is no town.” (new line) Ida Roos, mayor
    """
    outer = article.passages[number].outer
    place = bisect_left(article.paragraphs, outer) + 1
    if place >= len(article.paragraphs) or article.paragraphs[place - 1] != outer:
        return 0, 0
    below = article.paragraphs[place]
    if article.structure.is_silent(below.start):
        return 0, 0
    named = NAME_AND_ROLE.fullmatch(article.text, *below)
    if named is not None:
        return named.span("name")
    listed = _is_in_series(article, number) and article.text[below.end - 1].isalnum()
    return (below.start, below.end) if listed else (0, 0)


def _is_in_series(article: Article, number: int) -> bool:
    after = number + 1 < len(article.passages) and _is_second_after(article, number + 1)
    return after or (number > 0 and _is_second_after(article, number))


def _signature_in(article: Article, number: int, start: int, end: int, needs_dash: bool) -> Report | None:
    text = article.text
    dash = DASH.match(text, start, end)
    if needs_dash and dash is None:
        return None
    name = trim_punctuation(text, Span(dash.end() if dash else start, end))
    first, last = bisect_left(article.starts, name.start), bisect_left(article.starts, name.end)
    tokens = article.tokens[first:last]
    words = [t for t in tokens if t.is_alpha]
    if not words or len(words) > MAX_WORDS or any(is_verb(t) and t.dep_ in ("ROOT", "conj") for t in tokens):
        return None
    head = _name_head(tokens, at_start=dash is None)
    if head is None:
        return None
    passage = article.passages[number]
    # The dash is the cue; without one it is an empty span before the name.
    cue = trim(text, Span(dash.start(), dash.end())) if dash else Span(name.start, name.start)
    source = Source(name, head.i, "signature")
    return Report(SIGNATURE, cue, "—", head.i, source, passage.spans, PROBABILITY, (number,))


def _name_head(tokens: list[Token], at_start: bool) -> Token | None:
    """The first token of a name; with ``at_start`` only if it is among the first words of the line.

    A person's is preferred to what stands before it: "Farmers' leader Ana Lopez".
    """
    person = next((token for token in tokens[:MAX_BEFORE_PERSON] if token.ent_type_ == "PERSON"), None)
    if person is not None:
        return person
    for place, token in enumerate(tokens):
        if token.ent_type_ in ("PERSON", "ORG") or token.pos_ == "PROPN":
            return token
        if at_start and place > 1 and token.is_alpha:
            return None
    return None


SIGNATURE = Rule(
    "signature",
    examples=(
        Example(
            "—",
            "Maria Lopez",
            "We have to work together.",
            (
                "“/``/punct/3 We/PRP/nsubj/3 have/VBP/root/0 to/TO/mark/5 work/VB/xcomp/3 together/RB/advmod/5 "
                "././punct/3 ”/''/punct/3 —/:/punct/10 Maria/NNP/appos/3/PERSON Lopez/NNP/flat/10/PERSON",
            ),
        ),
    ),
    propose_beside=signature,
    min_probability=0.6,
)
