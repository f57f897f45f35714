"""Cues that close the sentence that they report, by its words: "It rained, Xi and Wang said", "It rained, fumed Xi"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

import numpy
from spacy.attrs import ORTH  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from ..article.article import Article
from ..article.blocks.block import HEADINGS
from ..language.grammar import (
    ACTIVE_SUBJECTS,
    FINITE_TAGS,
    NOUN_TAGS,
    OBJECTS,
    SUBJECTS,
    agent,
    is_passive,
    is_verb,
    lemma,
)
from ..language.lexicon import cue_probability, words
from ..language.token_ids import ids, isin
from ..model import Span
from .addressees import addressee
from .authors import is_person, may_speak
from .content import trim_punctuation
from .cue_span import cue_span
from .cue_verbs import verb_report
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import source_phrase

PROBABILITY = 0.8
MIN_PRIOR = 0.55
MIN_WORDS = 4  # tokens of the sentence before its last comma
MIN_FRAGMENT = 2  # of them before an inverted clause: "Late again, joked the driver"
SENTENCE_ENDS = frozenset(".!?")
MAX_SOURCE = 14  # tokens from the comma to the cue
MAX_ADJUNCT = 7  # tokens from the cue to the stop: "said in a statement on Monday"
IN_SOURCE = NOUN_TAGS | {"DT", "PRP$", "JJ", "JJR", "JJS", "VBN", "CD", "POS", "HYPH", "CC", "IN", "PDT"}
PRONOUNS = frozenset({"he", "she", "they"})
FIRST = frozenset({"DT", "PRP$", "JJ", "CD", "PDT"}) | NOUN_TAGS
FINITE_VERBS = FINITE_TAGS - {"MD"}
FORMS = FINITE_VERBS | {"VBN"}
SUBORDINATE = frozenset({"advcl", "acl", "obl", "prep", "nmod"})


def closing_reports(article: Article) -> Iterator[Report]:
    """[It rained,] XI and WANG *said* on Monday. [It rained,] *fumed* XI."""
    commas = numpy.flatnonzero(isin(article.doc.to_array([ORTH]).ravel(), ids(frozenset({","})))).tolist()
    for verb in article.verbs:
        comma = commas[place] if (place := bisect_left(commas, verb.i) - 1) >= 0 else -1
        if not 0 <= verb.i - comma - 1 <= MAX_SOURCE or verb.tag_ not in FORMS or article.is_quoted(verb.i):
            continue
        prior = cue_probability(lemma(verb), "ccomp", "-")
        inverted = verb.i == comma + 1
        source = _source(article, comma, verb, inverted) if prior >= MIN_PRIOR and comma > 0 else None
        content = _before(article, comma, verb, source, inverted) if source is not None else None
        if source is None or content is None or _is_read(article, verb, prior, content):
            continue
        yield Report(CLOSING_CUE, cue_span(article, verb), lemma(verb), verb.i, source, (content,), prior, (), prior)


def _source(article: Article, comma: int, verb: Token, inverted: bool) -> Source | None:
    """The source before a verb or, if the verb is right after the comma, after it; of a passive, its agent."""
    if inverted:
        return _source_after(verb)
    phrase = article.tokens[comma + 1 : verb.i]
    if is_passive(verb):
        teller = agent(verb) if addressee(verb) is not None else None
        return Source(source_phrase(teller, verb), teller.i, "passive_agent") if teller is not None else None
    return _source_before(phrase) if verb.tag_ in FINITE_VERBS else None


def _source_after(verb: Token) -> Source | None:
    """The phrase right after a verb, for whoever may speak, which the parser takes for its object."""
    nouns = (child for child in verb.rights if child.dep_ in OBJECTS | ACTIVE_SUBJECTS)
    noun = next((noun for noun in nouns if noun.left_edge.i == verb.i + 1), None)
    joined = any(child.dep_ == "cc" for child in verb.lefts)
    if noun is None or verb.tag_ not in FINITE_VERBS or joined or lemma(verb) in words("addressee_verbs"):
        return None
    span = source_phrase(noun, verb)
    named = _name_after(noun.doc, span)
    own = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if own is not None and (may_speak(own) or not (is_person(noun) or named is not None)):
        return None  # but "[A disgrace], fumed the keeper"
    speaks = may_speak(noun) or any(child.dep_ == "appos" and is_person(child) for child in noun.subtree)
    return Source(named or span, noun.i, "inverted_subject") if speaks or named is not None else None


def _name_after(doc: Doc, source: Span) -> Span | None:
    """The span of a source with the name that closes its sentence: "promised the dean, [the Rev Ana Lopez]"."""
    last = doc.char_span(source.start, source.end, alignment_mode="expand")
    if last is None or last.end + 1 >= len(doc) or doc[last.end].text != ",":
        return None
    named = list(takewhile(lambda token: token.tag_ in IN_SOURCE, doc[last.end + 1 : last.end + MAX_ADJUNCT + 1]))
    closed = named and named[-1].i + 1 < len(doc) and named[-1].nbor().text in SENTENCE_ENDS
    return Span(source.start, named[-1].idx + len(named[-1])) if closed and named[-1].ent_type_ == "PERSON" else None


def _source_before(phrase: list[Token]) -> Source | None:
    """The source that a phrase is: a pronoun, or nouns with what belongs to them."""
    first, last = phrase[0], phrase[-1]
    pronoun = len(phrase) == 1 and first.lower_ in PRONOUNS
    named = last.tag_ in NOUN_TAGS and first.tag_ in FIRST and all(token.tag_ in IN_SOURCE for token in phrase)
    if not (pronoun or named):
        return None
    head = next((token for token in phrase if token.tag_ in NOUN_TAGS and token.head not in phrase), last)
    return Source(Span(first.idx, last.idx + len(last)), head.i, "closing_subject")


def _before(article: Article, comma: int, verb: Token, source: Source, inverted: bool) -> Span | None:
    """The sentence before the comma, if nothing but an adjunct follows the report and no words are quoted."""
    first, last = article.sentence_range(verb.i)
    if article.structure.kind_at(verb.idx) in HEADINGS:
        return None
    said = article.tokens[first:comma]
    if len(said) < (MIN_FRAGMENT if inverted else MIN_WORDS) or not _stands_alone(said, inverted):
        return None
    after = max(verb.i + 1, article.token_range(source.span)[1])
    rest = article.tokens[after:last]
    stop = next((n for n, token in enumerate(rest) if token.text in ".!?"), None)
    if stop is None or stop > MAX_ADJUNCT or any(is_verb(t) or t.text in (",", ":", ";") for t in rest[:stop]):
        return None
    span = trim_punctuation(article.text, Span(article.tokens[first].idx, article.tokens[comma].idx))
    return None if article.has_passage(*span) else span


def _stands_alone(tokens: list[Token], inverted: bool) -> bool:
    """Whether tokens before a comma may be said: not "Asked about the rain", "As it rained".

    A fragment may be before an inverted clause: "A disgrace, fumed the keeper".
    """
    first, last = tokens[0].i, tokens[-1].i
    heads = [token for token in tokens if token.head == token or not first <= token.head.i <= last]
    finite = any(t.tag_ in FINITE_VERBS or any(c.tag_ in FINITE_TAGS for c in t.lefts) for t in heads)
    return (finite or inverted) and heads[0].dep_ not in SUBORDINATE


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
        Example(
            "said",
            "the judge",
            "It rained",
            ("It/PRP/nsubj/2 rained/VBD/root/0 ,/,/punct/4 said/VBD/conj/2 the/DT/det/6 judge/NN/obj/4 ././punct/2",),
        ),
        Example(
            "told",
            "Wang",
            "It rained until rivers rose",
            (
                "It/PRP/nsubj/2 rained/VBD/root/0 until/IN/mark/5 rivers/NNS/nsubj/5 rose/VBD/advcl/2 ,/,/punct/9 "
                "Xi/NNP/nsubj:pass/9/PERSON was/VBD/aux:pass/9 told/VBN/conj/2 by/IN/case/11 "
                "Wang/NNP/obl:agent/9/PERSON ././punct/2",
            ),
        ),
    ),
    counterexamples=(
        ("He/PRP/nsubj/2 left/VBD/root/0 ,/,/punct/4 told/VBD/conj/2 the/DT/det/6 judge/NN/obj/4 ././punct/2",),
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
