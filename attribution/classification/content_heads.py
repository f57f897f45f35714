"""The heads of a report's content in the parse, and whether they are clauses or phrases."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import SUBJECTS, introducer, is_verb, subject
from ..rules.report import Report

CLAUSE_PARTS = SUBJECTS | {"cop", "aux", "aux:pass", "auxpass"}
PRO_FORMS = frozenset(
    "it this that these those so which what whatever who whom him her them me us you same thing".split()
)
POINTING = PRO_FORMS | {"a", "an", "the"}


def content_heads(article: Article, report: Report) -> list[Token]:
    """The tokens of the content whose governor is outside of it, without punctuation; in text order."""
    inside = {
        token.i: token
        for span in report.content
        for token in article.tokens[slice(*article.token_range(span))]
        if not token.is_punct and not token.is_space
    }
    return [token for at, token in inside.items() if (head := token.head.i) not in inside or head == at]


def is_clause(head: Token) -> bool:
    """Whether a head stands for a clause: a verb, or a predicate with a copula, an auxiliary or a subject."""
    return is_verb(head) or any(child.dep_ in CLAUSE_PARTS for child in head.children)


def is_pro_form(article: Article, report: Report) -> bool:
    """Whether the content only points to words that stand elsewhere: "said so", "said the same thing", "said it"."""
    pointing = False
    for span in report.content:
        for token in article.tokens[slice(*article.token_range(span))]:
            if token.is_alpha:
                pointing = token.lower_ in POINTING
                if not pointing:
                    return False
    return pointing


def is_infinitive(head: Token) -> bool:
    """Whether a head is a verb with "to" and no subject of its own: "agreed [to open the pass]"."""
    return is_verb(head) and introducer(head) == "to" and subject(head) is None
