"""Words that an article calls fabricated or unproven: "a doctored clip in which she says", "no proof that he said"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import SUBJECTS, introducer, is_noun, lemma
from ..language.lexicon import words
from ..rules.report import Report
from .negations import has_no, is_negation

CLAUSES = frozenset({"acl", "acl:relcl", "relcl", "advcl", "ccomp", "csubj", "xcomp", "nmod", "obl", "pcomp", "prep"})
TRUE = frozenset({"true", "correct", "accurate", "so"})
MAX_GOVERNORS = 6


def is_fabricated(article: Article, report: Report) -> bool:
    """Whether the article calls what holds the report false: "the audio was doctored to make her say", "a deepfake"."""
    if report.source is not None and article.tokens[report.source.head].lower_ in words("falsity_words"):
        return True
    return any(_is_false_medium(node) or _falsifies_medium(node) for node in _above(article.tokens[report.cue_head]))


def is_unproven(cue: Token) -> bool:
    """Whether the article denies that the cue's clause is a fact: "there is no record that", "it is not true that"."""
    head = cue.head
    if cue.dep_ not in CLAUSES or head == cue:
        return False
    owners = [head] if is_noun(head) else [child for child in head.children if child.dep_ in SUBJECTS]
    if introducer(cue) == "that" and any(is_noun(noun) and has_no(noun) for noun in owners if noun.i < cue.i):
        return is_noun(head) or lemma(head) == "be"
    if head.pos_ != "ADJ" or not any(noun.lower_ == "it" for noun in owners):
        return False
    negated = any(is_negation(child) for child in head.children)
    return head.lower_ in words("falsity_words") or (negated and head.lower_ in TRUE)


def is_contradicted(article: Article, report: Report) -> bool:
    """Whether the reporter denies what the cue's source reported: "She did not call it that, as some papers wrote"."""
    cue = article.tokens[report.cue_head]
    if cue.dep_ != "advcl" or introducer(cue) != "as" or article.is_quoted(cue.head.i):
        return False
    denied, last = any(is_negation(child) for child in cue.head.children), cue.head.right_edge
    return denied and any(cue.head.left_edge.idx <= span.start < last.idx + len(last) for span in report.content)


def _above(cue: Token) -> Iterator[Token]:
    node = cue
    for _ in range(MAX_GOVERNORS):
        if node.dep_ not in CLAUSES or node.head == node:
            return
        node = node.head
        yield node


def _is_false_medium(node: Token) -> bool:
    """Whether a noun is a medium that is called false: "a doctored clip", "a deepfake", "the post ... is fake"."""
    if not is_noun(node) or lemma(node) not in words("media_nouns"):
        return False
    false = words("falsity_words")
    predicate = node.dep_ in SUBJECTS and node.head.lower_ in false
    return predicate or node.lower_ in false or any(child.lower_ in false for child in node.children)


def _falsifies_medium(node: Token) -> bool:
    """Whether a predicate calls its subject false, which is a medium: "the audio was doctored"."""
    if node.lower_ not in words("falsity_words"):
        return False
    return any(c.dep_ in SUBJECTS and lemma(c) in words("media_nouns") for c in node.children)
