"""Cues that close the sentence that they report, read off its words: "It rained, Xi and Wang said"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy
from spacy.attrs import ORTH  # type: ignore[import-not-found]
from spacy.tokens import Token

from ..article.article import Article
from ..article.blocks.block import HEADINGS
from ..language.grammar import FINITE_TAGS, NOUN_TAGS, agent, is_passive, is_verb, lemma
from ..language.lexicon import cue_probability
from ..language.token_ids import ids, isin
from ..model import Span
from .content import trim_punctuation
from .cue_verbs import verb_report
from .report import Report, Source
from .rule import Example, Rule

PROBABILITY = 0.8
MIN_PRIOR = 0.6
MIN_WORDS = 4  # tokens of the sentence before its last comma
MAX_SOURCE = 14  # tokens from the comma to the cue
MAX_ADJUNCT = 7  # tokens from the cue to the stop: "said in a statement on Monday"
IN_SOURCE = NOUN_TAGS | {"DT", "PRP$", "JJ", "JJR", "JJS", "VBN", "CD", "POS", "HYPH", "CC", "IN", "PDT"}
PRONOUNS = frozenset({"he", "she", "they"})
FIRST = frozenset({"DT", "PRP$", "JJ", "CD", "PDT"}) | NOUN_TAGS
FINITE_VERBS = FINITE_TAGS - {"MD"}
SUBORDINATE = frozenset({"advcl", "acl", "obl", "prep", "nmod"})


def closing_reports(article: Article) -> Iterator[Report]:
    """[It rained,] XI and WANG *said* on Monday."""
    commas = numpy.flatnonzero(isin(article.doc.to_array([ORTH]).ravel(), ids(frozenset({","})))).tolist()
    for verb in article.verbs:
        comma = commas[place] if (place := bisect_left(commas, verb.i) - 1) >= 0 else -1
        if not 0 < verb.i - comma - 1 <= MAX_SOURCE or verb.tag_ not in FINITE_VERBS or article.is_quoted(verb.i):
            continue
        prior = cue_probability(lemma(verb), "ccomp", "-")
        source = _source(article.tokens[comma + 1 : verb.i]) if prior >= MIN_PRIOR else None
        content = _before(article, comma, verb) if source is not None else None
        if source is None or content is None or _is_read(article, verb, prior, content):
            continue
        cue = Span(verb.idx, verb.idx + len(verb))
        yield Report(CLOSING_CUE, cue, lemma(verb), verb.i, source, (content,), prior, (), prior)


def _source(phrase: list[Token]) -> Source | None:
    """The source that a phrase is: a pronoun, or nouns with what belongs to them."""
    first, last = phrase[0], phrase[-1]
    pronoun = len(phrase) == 1 and first.lower_ in PRONOUNS
    named = last.tag_ in NOUN_TAGS and first.tag_ in FIRST and all(token.tag_ in IN_SOURCE for token in phrase)
    if not (pronoun or named):
        return None
    head = next((token for token in phrase if token.tag_ in NOUN_TAGS and token.head not in phrase), last)
    return Source(Span(first.idx, last.idx + len(last)), head.i, "closing_subject")


def _before(article: Article, comma: int, verb: Token) -> Span | None:
    """The sentence before the comma, if nothing but an adjunct follows the verb and no words are quoted."""
    first, last = article.sentence_range(verb.i)
    if article.structure.kind_at(verb.idx) in HEADINGS:
        return None
    if comma - first < MIN_WORDS or not _is_main_clause(article.tokens[first:comma]):
        return None
    rest = article.tokens[verb.i + 1 : last]
    stop = next((n for n, token in enumerate(rest) if token.text in ".!?"), None)
    if stop is None or stop > MAX_ADJUNCT or any(is_verb(t) or t.text in (",", ":", ";") for t in rest[:stop]):
        return None
    span = trim_punctuation(article.text, Span(article.tokens[first].idx, article.tokens[comma].idx))
    return None if article.has_passage(*span) else span


def _is_main_clause(tokens: list[Token]) -> bool:
    """Whether tokens before a comma are a clause that can stand alone: not "Asked about the rain", "As it rained"."""
    first, last = tokens[0].i, tokens[-1].i
    heads = [token for token in tokens if token.head == token or not first <= token.head.i <= last]
    finite = any(t.tag_ in FINITE_VERBS or any(c.tag_ in FINITE_TAGS for c in t.lefts) for t in heads)
    return finite and heads[0].dep_ not in SUBORDINATE


def _is_read(article: Article, verb: Token, prior: float, content: Span) -> bool:
    """Whether the parse gives the same report, which is then left to the rule of cue verbs."""
    if is_passive(verb) and agent(verb) is None:
        return True
    known = verb_report(article, verb, prior)
    return known.source is not None and bool(known.content) and known.content[0].start <= content.start


CLOSING_CUE = Rule(
    "closing_cue",
    examples=(
        Example(
            "said",
            "Xi and Wang",
            "It rained until rivers rose",
            (
                "It/PRP/nsubj/2 rained/VBD/root/0 until/IN/mark/5 rivers/NNS/nsubj/5 rose/VBD/advcl/2 ,/,/punct/7 "
                "Xi/NNP/obj/2/PERSON and/CC/cc/10 Wang/NNP/nsubj/10/PERSON said/VBD/conj/2 on/IN/case/12 "
                "Monday/NNP/obl/10 ././punct/2",
            ),
        ),
    ),
    counterexamples=(
        (
            "It/PRP/nsubj/2 rained/VBD/root/0 until/IN/mark/5 rivers/NNS/nsubj/5 rose/VBD/advcl/2 ,/,/punct/7 "
            "Xi/NNP/obj/2/PERSON and/CC/cc/10 Wang/NNP/nsubj/10/PERSON left/VBD/conj/2 on/IN/case/12 "
            "Monday/NNP/obl/10 ././punct/2",
        ),
    ),
    propose=closing_reports,
    min_probability=PROBABILITY,
    no_variants=True,
)
