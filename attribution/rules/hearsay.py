"""A clause that somebody hears from its speaker: "The court heard from WANG [that it rained]"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import ACTIVE_SUBJECTS, introducer, lemma, subject, subtree_span
from .content import trim_punctuation
from .cue_span import cue_span
from .report import Report, Source
from .rule import Example, Rule
from .sources.heard_from import HEARING, named_from
from .sources.phrase import source_phrase

PROBABILITY = 0.7
FINITE_CLAUSES = frozenset({"that", "how", "why"})


def hearsay_reports(article: Article) -> Iterator[Report]:
    """The court *heard* from WANG [that it rained]."""
    for verb in article.verbs:
        if lemma(verb) not in HEARING or article.is_quoted(verb.i) or not _is_told(verb):
            continue
        teller, clause = named_from(verb), _clause(verb)
        if teller is None or clause is None or clause.left_edge.i < teller.i:
            continue
        content = trim_punctuation(article.text, subtree_span(clause))
        source = Source(source_phrase(teller, verb), teller.i, "heard_from")
        yield Report(HEARSAY, cue_span(article, verb), lemma(verb), verb.i, source, (content,), PROBABILITY)


def _is_told(verb: Token) -> bool:
    """Whether a verb of hearing is in the past and has a subject, or misses it by a mistake of the parser."""
    own = subject(verb)
    return verb.tag_ in ("VBD", "VBN") and (own is None or own.dep_ in ACTIVE_SUBJECTS)


def _clause(verb: Token) -> Token | None:
    clauses = (child for child in verb.rights if child.dep_ in ("ccomp", "advcl", "acl"))
    return next((clause for clause in clauses if _opener(clause) in FINITE_CLAUSES), None)


def _opener(clause: Token) -> str:
    return introducer(clause) or clause.left_edge.lower_


HEARSAY = Rule(
    "hearsay",
    examples=(
        Example(
            "heard",
            "Wang",
            "that it rained",
            (
                "Xi/NNP/nsubj/2/PERSON heard/VBD/root/0 from/IN/case/4 Wang/NNP/obl/2/PERSON that/IN/mark/7 "
                "it/PRP/nsubj/7 rained/VBD/ccomp/2 ././punct/2",
            ),
        ),
    ),
    counterexamples=(
        (
            "Xi/NNP/nsubj/2/PERSON heard/VBD/root/0 from/IN/case/4 Wang/NNP/obl/2/PERSON when/WRB/advmod/7 "
            "it/PRP/nsubj/7 rained/VBD/advcl/2 ././punct/2",
        ),
    ),
    propose=hearsay_reports,
    min_probability=PROBABILITY,
    no_variants=True,
)
