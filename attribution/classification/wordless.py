"""Reports that somebody spoke without the words: "announced it from the stage", "demanded to know why it rained"."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import AUXILIARIES, OBJECTS, introducer, lemma, subject
from ..language.lexicon import words
from ..rules.report import Report
from .content_heads import is_infinitive

PREDICATING = frozenset(
    "brand call consider declare deem describe dub label name nickname pronounce style term".split()
)
POINTERS = frozenset({"it", "this", "that"})
CIRCUMSTANCES = ("obl", "prep", "advmod", "nmod", "acl")  # beginnings of their labels


def tells_no_words(article: Article, report: Report, heads: list[Token]) -> bool:
    """Whether the content, by its heads, only points to words or tells that somebody spoke or asked."""
    if _points_to_words(report, heads) or _is_question_to_know(article, report, heads):
        return True
    return bool(heads) and all(_is_heard_speech(head) for head in heads)


def _points_to_words(report: Report, heads: list[Token]) -> bool:
    """Whether the object of a verb of speech is a pronoun for words told elsewhere: "announced it from the stage"."""
    pointing = [head for head in heads if head.dep_ in OBJECTS and head.lower_ in POINTERS]
    others = [head for head in heads if head not in pointing]
    spoken = report.lemma in words("speech_verbs") and report.lemma not in PREDICATING
    return bool(pointing) and spoken and all(_is_beside_words(head) for head in others)


def _is_beside_words(head: Token) -> bool:
    """Whether a head tells where, when or to whom somebody spoke."""
    return head.dep_.startswith(CIRCUMSTANCES) and introducer(head) != "as"


def _is_question_to_know(article: Article, report: Report, heads: list[Token]) -> bool:
    """Whether a report tells that somebody asked, not what they said: "demanded [to know why it rained]"."""
    last = article.tokens[article.token_range(report.cue)[1] - 1]
    asked = report.lemma not in words("belief_verbs") and report.lemma != "know"
    return asked and any(lemma(word) == "know" and is_infinitive(word) for word in (last, *heads[:1]))


def _is_heard_speech(head: Token) -> bool:
    """Whether a content is that somebody else spoke, whose words are a report of their own: "recalled him saying"."""
    finite = any(child.dep_ in AUXILIARIES for child in head.lefts)  # "said talks were continuing"
    return head.tag_ == "VBG" and not finite and lemma(head) in words("speech_verbs") and subject(head) is not None
