"""Speech acts that the words themselves perform, which report nothing: "Thank you for coming", "We welcome you"."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import OBJECTS, SUBJECTS
from ..rules.report import Report

SPEAKERS = frozenset({"i", "we"})


def is_performed(article: Article, report: Report) -> bool:
    """Whether the cue addresses the reader or hearer: a verb in the present with the object "you"."""
    cue = article.tokens[report.cue_head]
    if cue.tag_ not in ("VB", "VBP") or not any(c.dep_ in OBJECTS and c.lower_ == "you" for c in cue.rights):
        return False
    own = [child for child in cue.lefts if child.dep_ in SUBJECTS]
    return all(child.lower_ in SPEAKERS or _is_address(article, child, cue) for child in own)


def _is_address(article: Article, subject: Token, verb: Token) -> bool:
    """Whether a comma parts a subject from its verb: "Ladies and gentlemen, thank you"."""
    return any(token.text == "," for token in article.tokens[subject.i + 1 : verb.i])
