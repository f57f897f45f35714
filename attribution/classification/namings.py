"""Words that only give somebody's name: "a farmer named [Ana]", "called himself [Dusty]", "nicknamed ['Dusty']"."""

from __future__ import annotations

from bisect import bisect_left

from ..article.article import Article
from ..entities.naming import WITHIN, naming_word
from ..rules.report import Report


def is_naming(article: Article, report: Report) -> bool:
    """Whether the content of a report is nothing but the name that its cue gives."""
    tokens = article.tokens
    for span in report.content:
        first, end = bisect_left(article.starts, span.start), bisect_left(article.starts, span.end)
        name = next((at for at in range(first, end) if tokens[at].lower_ not in WITHIN), end)
        named = all(token.pos_ == "PROPN" or token.lower_ in WITHIN for token in tokens[name:end])
        if not named or naming_word(tokens, min(name, len(tokens) - 1)) != tokens[report.cue_head]:
            return False
    return bool(report.content)
