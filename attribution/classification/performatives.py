"""Speech acts that the words themselves perform, which report nothing: "Thank you for coming", "We welcome you"."""

from __future__ import annotations

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
    return all(child.lower_ in SPEAKERS or article.tokens[child.i + 1].text == "," for child in own)
