"""Words that a medium shows or repeats and that a fact-check calls untrue: "The message quotes her as saying ..."."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import SUBJECTS, governors, is_noun, lemma
from ..language.lexicon import words
from ..rules.report import Report

GOVERNED = frozenset("ccomp xcomp acl acl:relcl relcl advcl obl nmod pcomp prep obj dobj".split())
GENUINE = frozenset("actual complete entire full genuine original real unedited whole".split())
RELAYING = frozenset({"attribute", "credit", "depict", "quote", "cite", "show"})  # what a medium does with words
MAX_GOVERNORS = 5
PARAGRAPHS_BEFORE, PARAGRAPHS_AFTER = 2, 4  # in which the article may say that the words are untrue
REVIEW = re.compile(
    r"\bfact[- ]?check|^\W*(?:(?:our )?(?:verdict|rating|ruling)\b|(?:false|fake|hoax|altered)\W)", re.I | re.M
)
# "We found no evidence that he said it", "He posted nothing of the kind", "She told us she had never used the words"
DISOWNED = re.compile(
    r"\b(?:never|not|no (?:evidence|record|trace|proof)|at no point|\w+n[’']t)\b[^.!?\n]{0,60}?\b(?:sa(?:y|id|ying)"
    r"|wr(?:ite|ote|itten)|post(?:ed)?|tweet(?:ed)?|publish(?:ed)?|utter(?:ed)?|made the (?:remark|statement|comment)s?"
    r"|used? (?:the|these|those) words?)\b|\bnothing of the (?:kind|sort)\b",
    re.I,
)


def is_relayed_falsely(article: Article, report: Report) -> bool:
    """Whether a medium shows the words as somebody's, and the article says near by that they are not."""
    cue = article.tokens[report.cue_head]
    return _is_relayed(cue, report) and calls_untrue(article, report.cue.start)


def calls_untrue(article: Article, at: int) -> bool:
    """Whether the article is a fact-check, or calls something false in the paragraphs around an offset."""
    number = article.paragraphs.index(article.paragraph_at(at))
    first = article.paragraphs[max(0, number - PARAGRAPHS_BEFORE)].start
    last = article.paragraphs[min(len(article.paragraphs) - 1, number + PARAGRAPHS_AFTER)].end
    if article.once(_is_review) or DISOWNED.search(article.text, first, last):
        return True
    return any(not article.passage_at(found.start()) for found in _false().finditer(article.text, first, last))


def _is_review(article: Article) -> bool:
    """Whether an article is a fact-check."""
    return REVIEW.search(article.text) is not None


@cache
def _false() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words('falsity_words'))))})\b", re.IGNORECASE)


def _is_relayed(cue: Token, report: Report) -> bool:
    """Whether a medium is said to show, quote or claim the words: "shows her saying", "a clip in which she says"."""
    relays = lemma(cue) in RELAYING or any(c.dep_ == "xcomp" and lemma(c) in RELAYING for c in cue.rights)
    own = report.source.head if report.source is not None else -1
    if relays:
        return own >= 0 and _is_medium(cue.doc[own])  # "the graphic credits him with", "the clip appears to show him"
    if cue.tag_ == "VBG":
        return _is_shown_speaking(cue)
    for node in governors(cue, GOVERNED, MAX_GOVERNORS):
        if _is_medium(node) and node.i < cue.i and node.i != own:
            return True
        if any(child.dep_ in SUBJECTS and _is_medium(child) for child in node.children):
            return lemma(node) not in RELAYING  # not "the video shows that she said"
    return False


def _is_shown_speaking(cue: Token) -> bool:
    """Whether a medium shows somebody "saying" so; by its words, since "a clip sent on Monday" is misread."""
    before = list(cue.doc[cue.sent.start : cue.i])
    relay = next((place for place, token in enumerate(before) if lemma(token) in RELAYING), 0)
    return any(_is_medium(noun) and noun.dep_ in SUBJECTS for noun in before[:relay])


def _is_medium(noun: Token) -> bool:
    """Whether a noun is a medium that may be false: "a message", not "the full recording"."""
    return is_noun(noun) and lemma(noun) in words("media_nouns") and not any(c.lower_ in GENUINE for c in noun.lefts)
