"""Whose account a clause is: "By X's account, it rained"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import lemma, nouns, possessor, subject
from ..language.lexicon import words
from ..model import Span
from .content import clause_around
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import owner_phrase, source_phrase

PROBABILITY = 0.8


def account_reports(article: Article) -> Iterator[Report]:
    """*By* XINHUA's *account*, [it rained]. / [It rained], *by* XINHUA's *account*."""
    known = words("account_nouns")
    for noun in (article.tokens[at] for at in nouns(article.doc)):
        if lemma(noun) in known and not article.is_quoted(noun.i):
            report = _report(article.text, noun)
            if report is not None:
                yield report


def _report(text: str, noun: Token) -> Report | None:
    owner = possessor(noun)
    by = noun.doc[noun.left_edge.i - 1] if noun.head.i == noun.left_edge.i - 1 else noun.doc[noun.left_edge.i]
    if owner is None or by.lower_ != "by" or lemma(owner) in ("it", "its"):
        return None
    own = _subject_after(noun) if owner.tag_ == "PRP$" else None
    span = source_phrase(own, noun) if own is not None else owner_phrase(text, owner, noun)
    source = Source(span, (own or owner).i, "owner_of_account")
    parts = clause_around(text, noun, by.idx, noun)
    if len(parts) == 2 and text[parts[1].start : parts[1].end].split()[0] in ("and", "but"):
        parts = parts[:1]  # a clause of its own
    cue = Span(noun.idx, noun.idx + len(noun))
    return Report(BY_ACCOUNT, cue, lemma(noun), noun.i, source, parts, PROBABILITY) if parts else None


def _subject_after(noun: Token) -> Token | None:
    """The subject of the clause that follows, whom the possessive means: "By his own account, [Lopez] left"."""
    node = noun.head
    while node.dep_ == "prep" and node.head != node:
        node = node.head
    own = subject(node)
    return own if own is not None and own.i > noun.i and own.tag_ in ("NNP", "PRP") else None


BY_ACCOUNT = Rule(
    "by_account",
    examples=(
        Example(
            "account",
            "Blinken",
            "it rained",
            (
                "By/IN/case/4 Blinken/NNP/nmod:poss/4/PERSON ’s/POS/case/2 account/NN/obl/7 ,/,/punct/7 it/PRP/nsubj/7 "
                "rained/VBD/root/0 ././punct/7",
            ),
        ),
        Example(
            "account",
            "the minister",
            "It rained",
            (
                "It/PRP/nsubj/2 rained/VBD/root/0 ,/,/punct/2 by/IN/case/8 the/DT/det/6 minister/NN/nmod:poss/8 "
                "’s/POS/case/6 account/NN/obl/2 ././punct/2",
            ),
        ),
    ),
    counterexamples=(
        ("By/IN/case/3 most/JJS/amod/3 accounts/NNS/obl/5 it/PRP/nsubj/5 rained/VBD/root/0 ././punct/5",),
        (
            "Wang/NNP/nsubj/2/PERSON lived/VBD/root/0 by/IN/case/6 Xi/NNP/nmod:poss/6/PERSON ’s/POS/case/4 "
            "house/NN/obl/2 ././punct/2",
        ),
    ),
    propose=account_reports,
    min_probability=PROBABILITY,
    no_variants=True,
    wraps_clause=True,
)
