"""Extend a cue from its head to the adjacent tokens that the role network tags as cue: "said in a statement"."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..article.role_runs import CUE
from ..model import Span
from .content import trim_punctuation

MAX_SIDE = 8  # cue tokens on either side of the head


def cue_span(article: Article, head: Token) -> Span:
    """The span of ``head`` and the adjacent likely cue tokens; without a network, just ``head``."""
    first = last = head.i
    while article.roles.probability(CUE, first - 1) > 0.5 and head.i - first < MAX_SIDE:
        first -= 1
    while article.roles.probability(CUE, last + 1) > 0.5 and last - head.i < MAX_SIDE:
        last += 1
    tokens = article.tokens
    while last > head.i and _is_incomplete(article, last):
        last -= 1
    return trim_punctuation(article.text, Span(tokens[first].idx, tokens[last].idx + len(tokens[last])))


def _is_incomplete(article: Article, last: int) -> bool:
    """Whether a cue that ends with this token would be cut short: "said over the" [weekend]."""
    token = article.tokens[last]
    opens = token.pos_ in ("DET", "ADJ", "NUM") or token.dep_ in ("nmod:poss", "compound", "poss")
    return token.head.i > last and (opens or (token.pos_ == "ADP" and article.roles.probability(CUE, last) < 0.7))
