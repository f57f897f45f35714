"""Claims under review, as fact-checks print them: "Claim: ..." with "Verdict: False" below it, or "FALSE: ..."."""

from __future__ import annotations

import re

from ..article.article import Article
from ..language.lexicon import words
from ..model import Factuality

CLAIM = re.compile(
    r"\W*(?:the )?(?:claim|quote|post|rumou?r|what(?:[’']s| is| was)(?: being)? (?:claimed|said|shared))\s*[:—–-]",
    re.IGNORECASE,
)
VERDICT = re.compile(
    r"^\W*(?:our |the )?(?:verdict|rating|ruling|conclusion|finding|fact|fact check|assessment)\s*[:—–-]\s*(.{1,80})",
    re.IGNORECASE | re.MULTILINE,
)
LABEL = re.compile(r"\W*((?:[\w-]+ ){0,2}[\w-]+)\s*:")  # of a line: "FALSE: ..."
MAX_PARAGRAPHS = 3  # from a claim to its verdict


def reviewed_claim(article: Article, at: int) -> Factuality | None:
    """What a review makes of the claim in whose paragraph the offset lies: unsaid or open; None outside of claims."""
    paragraph = article.paragraph_at(at)
    line = article.text.rfind("\n", paragraph.start, at) + 1 or paragraph.start
    label = LABEL.match(article.text, line, at + 1)
    if label and set(label[1].casefold().split()) & words("falsity_words"):
        return Factuality.UNSAID
    if not CLAIM.match(article.text, line, at + 1):
        return None
    number = article.paragraphs.index(paragraph)
    last = article.paragraphs[min(number + MAX_PARAGRAPHS, len(article.paragraphs) - 1)]
    verdict = VERDICT.search(article.text, line, last.end)
    stated = set(re.findall(r"[\w-]+", verdict[1].casefold())) if verdict else set()
    return Factuality.UNSAID if stated & words("falsity_words") else Factuality.OPEN
