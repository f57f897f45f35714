"""Cues without a verb that the role network detects: "in the words of", "the accusation"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..article.role_runs import CUE
from ..language.grammar import is_verb, lemma
from .cue_span import cue_span
from .lead_ins import beat_before
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import source_phrase
from .sources.registry import source_of

MAX_COLON_DISTANCE = 8  # tokens between a cue verb and its colon
MIN_RUN_PROBABILITY = 0.4  # mean probability of a cue without a verb


def network_reports(article: Article) -> Iterator[Report]:
    """One report for each run of cue tokens without a verb. Its content is left to the candidate generation."""
    for token in _cue_heads(article):
        source = _who_leads_in(article, token) if token.text == ":" else source_of(token)
        yield Report(NETWORK, cue_span(article, token), lemma(token), token.i, source, (), 0.0)


def _who_leads_in(article: Article, colon: Token) -> Source | None:
    """The person of the clause before a colon and a passage, and not whom that person turns to."""
    passage = article.passage_after(colon.idx + 1)
    found = beat_before(article, passage.outer) if passage is not None else None
    if found is None or found.root.i > colon.i:
        return None
    return Source(source_phrase(found.person, found.root), found.person.i, "subject_of_beat", True)


def _cue_heads(article: Article) -> Iterator[Token]:
    """The syntactic head of each run of cue tokens without a verb."""
    for run in article.roles.runs[CUE]:
        if run.probability < MIN_RUN_PROBABILITY:
            continue
        inside = article.tokens[run.start : run.end]
        if all(t.is_punct or t.is_space for t in inside) and _verb_before(article, run.start):
            continue  # the colon of "told the court:"
        if any(is_verb(t) for t in inside):
            continue  # covered by the cue-verb rule
        tops = [t for t in inside if not run.start <= t.head.i < run.end or t.head.i == t.i]
        yield ([t for t in tops if not t.is_space] or inside)[0]


def _verb_before(article: Article, index: int) -> bool:
    """Whether a cue verb precedes within ``MAX_COLON_DISTANCE`` tokens in the same sentence."""
    return any(
        article.roles.probability(CUE, i) > 0.5
        and is_verb(article.tokens[i])
        and article.sentence[i] == article.sentence[index]
        for i in range(max(0, index - MAX_COLON_DISTANCE), index)
    )


NETWORK = Rule(
    "cue_by_network",
    examples=(
        Example(
            "view",
            "Wang",
            "",
            (
                "In/IN/case/4 Wang/NNP/nmod:poss/4/PERSON ’s/POS/case/2 view/NN/obl/7 ,/,/punct/4 "
                "it/PRP/nsubj/7 rained/VBD/root/0 ././punct/7",
            ),
            (("cue", 3, 4), ("source", 1, 2), ("content", 5, 7)),
        ),
    ),
    propose=network_reports,
    fallback=True,
)
