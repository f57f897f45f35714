"""Words that an article calls fabricated or unproven: "a doctored clip in which she says", "no proof that he said"."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import DIRECT_OBJECTS, SUBJECTS, governors, introducer, is_noun, lemma
from ..language.lexicon import words
from ..rules.report import Report
from .negations import has_no, is_negation

CLAUSES = frozenset({"acl", "acl:relcl", "relcl", "advcl", "ccomp", "csubj", "xcomp", "nmod", "obl", "pcomp", "prep"})
TRUE = frozenset({"true", "correct", "accurate", "so"})
PURPORTING = frozenset({"purport", "purports", "purported", "purporting"})
ADJUNCTS = frozenset({"obl", "nmod", "prep"})
SEEMING = frozenset({"seem", "appear", "look", "sound"})
VERSIONS = frozenset({"version", "article", "story", "report", "edition", "headline", "post", "caption", "tweet"})
EARLIER = frozenset({"earlier", "previous", "original", "former", "initial"})
MAX_GOVERNORS = 6
MAX_PURPORTED = 12  # tokens from "purports" to a cue
MAX_ADDED = 12  # tokens after a report in which the reporter may add that it is untrue
MAX_BEFORE = 4  # tokens from "which" to the verb in "which she never did"
UTTER = frozenset({"say", "write", "utter", "tweet", "post", "speak"})
POINTERS = frozenset({"it", "that", "this", "those", "them", "words", "thing", "line"})


def is_fabricated(article: Article, report: Report) -> bool:
    """Whether the article calls what holds the report false: "the audio was doctored to make her say", "a deepfake"."""
    head = article.tokens[report.source.head] if report.source is not None else None
    if head is not None and (head.lower_ in words("falsity_words") or _is_false_medium(head) or _is_replaced(head)):
        return True
    cue = article.tokens[report.cue_head]
    above = list(governors(cue, CLAUSES, MAX_GOVERNORS))
    if _is_made_to_seem(above) or _is_purported(article, cue) or _seems_in_false_medium(above):
        return True
    return any(_is_false_medium(node) or _falsifies_medium(node) for node in above)


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


def is_disowned(article: Article, report: Report) -> bool:
    """Whether the reporter adds that the words were never said: "is often attributed to him, but he never wrote it"."""
    last = max(report.cue.end, report.content[-1].end)
    first = bisect_left(article.starts, last)
    added = article.tokens[first : first + MAX_ADDED]
    return any(_denies_words(verb) and not article.is_quoted(verb.i) for verb in added)


def _denies_words(verb: Token) -> bool:
    """Whether a clause says that "it" was not said or written."""
    said = lemma(verb)
    if said == "do":  # "which she never did"
        denies = any(token.lower_ == "which" for token in verb.doc[max(0, verb.i - MAX_BEFORE) : verb.i])
    else:
        denies = said in UTTER and any(c.dep_ in DIRECT_OBJECTS and c.lower_ in POINTERS for c in verb.rights)
    return denies and any(is_negation(child) for child in verb.children)


def is_contradicted(article: Article, report: Report) -> bool:
    """Whether the reporter denies what the cue's source reported: "She did not call it that, as some papers wrote"."""
    cue = article.tokens[report.cue_head]
    if cue.dep_ != "advcl" or introducer(cue) != "as" or cue.i < cue.head.i or article.is_quoted(cue.head.i):
        return False  # "As Xi said, it never rained" agrees with him
    denied, last = any(is_negation(child) for child in cue.head.children), cue.head.right_edge
    return denied and any(cue.head.left_edge.idx <= span.start < last.idx + len(last) for span in report.content)


def _is_made_to_seem(above: list[Token]) -> bool:
    """Whether something was made to look as if the words were said: "edited to make it seem that she said"."""
    seeming = next((node for node in above if lemma(node) in SEEMING), None)
    return seeming is not None and lemma(seeming.head) == "make"


def _seems_in_false_medium(above: list[Token]) -> bool:
    """Whether somebody only appears to say so in what is false: "In a forged letter the bishop appears to say"."""
    seeming = (node for node in above if lemma(node) in SEEMING)
    return any(child.dep_ in ADJUNCTS and _is_false_medium(child) for node in seeming for child in node.lefts)


def _is_purported(article: Article, cue: Token) -> bool:
    """Whether something only purports to show the words: "purports to show a letter in which she says".

    The words decide, since parsers seldom know the verb.
    """
    first, _ = article.sentence_range(cue.i)
    before = article.tokens[max(first, cue.i - MAX_PURPORTED) : cue.i]
    return any(t.lower_ in PURPORTING and t.nbor().lower_ == "to" and not article.is_quoted(t.i) for t in before)


def _is_replaced(noun: Token) -> bool:
    """Whether a source is what the article said before it was corrected: "An earlier version of this article"."""
    if lemma(noun) not in VERSIONS or not any(child.lower_ in EARLIER for child in noun.lefts):
        return False
    return any(c.lower_ in ("this", "our") for c in noun.subtree)


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
