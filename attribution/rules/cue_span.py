"""The words of a cue round its main token, as the role network sees them: "said in a statement"."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..article.role_runs import CUE
from ..model import Span
from .content import trimmed

LONGEST = 8  # tokens of a cue on either side of its main token


def cue_span(article: Article, head: Token) -> Span:
    """The neighbours of ``head`` that are likely cue tokens as well; without a network, ``head`` alone."""
    first = last = head.i
    while article.roles.probability(CUE, first - 1) > 0.5 and head.i - first < LONGEST:
        first -= 1
    while article.roles.probability(CUE, last + 1) > 0.5 and last - head.i < LONGEST:
        last += 1
    tokens = article.tokens
    while last > head.i and _dangles(article, last):
        last -= 1
    return trimmed(article.text, Span(tokens[first].idx, tokens[last].idx + len(tokens[last])))


def _dangles(article: Article, last: int) -> bool:
    """Whether a cue cannot end with this token: "said over the" [weekend]."""
    token = article.tokens[last]
    opens = token.pos_ in ("DET", "ADJ", "NUM") or token.dep_ in ("nmod:poss", "compound", "poss")
    return token.head.i > last and (opens or (token.pos_ == "ADP" and article.roles.probability(CUE, last) < 0.7))
