"""Cues that are nouns: "his claim that it rained"."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import introducer, is_noun, lemma, subtree_span
from ..language.lexicon import words
from ..language.token_ids import places
from ..model import Span
from .content import trim_punctuation
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import owner_phrase

PROBABILITY = 0.6


def noun_reports(article: Article) -> list[Report]:
    """WANG's *claim* [that it rained]: a speech noun with a possessor and a "that" clause."""
    found = []
    for noun in (article.tokens[at] for at in places(article.doc, words("speech_nouns"))):
        if is_noun(noun):
            report = _report(article.text, noun)
            if report is not None:
                found.append(report)
    return found


def _report(text: str, noun: Token) -> Report | None:
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "ccomp") and introducer(c) == "that"), None)
    owner = next((c for c in noun.children if c.dep_ in ("nmod:poss", "poss")), None)
    if owner is None:
        owner = next((c for c in noun.rights if c.dep_ == "nmod" and introducer(c) in ("by", "from", "of")), None)
    if clause is None or owner is None or lemma(owner) in ("it", "its"):
        return None
    span = owner_phrase(text, owner, noun)
    if introducer(owner) and text[span.start : span.end].lower().startswith(introducer(owner) + " "):
        span = Span(span.start + len(introducer(owner)) + 1, span.end)
    content = trim_punctuation(text, subtree_span(clause))
    source = Source(span, owner.i, "owner_of_noun")
    cue = Span(noun.idx, noun.idx + len(noun))
    return Report(CUE_NOUN, cue, lemma(noun), noun.i, source, (content,), PROBABILITY)


CUE_NOUN = Rule(
    "cue_noun",
    examples=(
        Example(
            "claim",
            "Wang",
            "that it rained",
            (
                "Wang/NNP/nmod:poss/3/PERSON ’s/POS/case/1 claim/NN/nsubj/7 that/IN/mark/6 it/PRP/nsubj/6 "
                "rained/VBD/acl/3 surprised/VBD/root/0 him/PRP/obj/7 ././punct/7",
            ),
        ),
    ),
    counterexamples=(
        ("Its/PRP$/nmod:poss/2 claim/NN/nsubj/3 failed/VBD/root/0 ././punct/3",),
        ("The/DT/det/2 claim/NN/nsubj/6 that/IN/mark/5 it/PRP/nsubj/5 rained/VBD/acl/2 failed/VBD/root/0 ././punct/6",),
        ("Wang/NNP/nmod:poss/3/PERSON ’s/POS/case/1 house/NN/nsubj/4 burned/VBD/root/0 ././punct/4",),
    ),
    propose=noun_reports,
)
