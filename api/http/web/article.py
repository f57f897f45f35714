"""GET /articles/{article_id}: an article with its quotations marked, and its revisions side by side."""

from __future__ import annotations

from collections import Counter

import marshmallow as ma
from flask.typing import ResponseReturnValue

from api.http.blueprints import services
from api.http.requests import load_query
from api.store import QuoteView
from api.wording.revised_text import compare

from .article_text import colours, paragraphs
from .pages import blueprint, page, render


class RevisionsQuery(ma.Schema):
    """Which revision to compare with the one before it; by default the current one."""

    revision = ma.fields.Integer(validate=ma.validate.Range(2, 10**6))


_REVISIONS = RevisionsQuery()


@blueprint.get("/articles/<article_id>")
@page
def article(article_id: str) -> ResponseReturnValue:
    """An article's text with its quotations marked."""
    found = services().article(article_id)
    quotes = found.quotations
    return render(
        "article.html",
        article=found,
        paragraphs=paragraphs(found.text, quotes),
        colours=colours(quotes),
        speakers=_speakers(quotes),
        unattributed=sum(quote.speaker_id is None for quote in quotes),
    )


def _speakers(quotes: tuple[QuoteView, ...]) -> list[tuple[QuoteView, int]]:
    """The first quotation of each speaker, in text order, with the number of theirs."""
    numbers = Counter(quote.speaker_id for quote in quotes)
    first = {quote.speaker_id: quote for quote in reversed(quotes) if quote.speaker_id is not None}
    return [(first[speaker], numbers[speaker]) for speaker in sorted(first, key=lambda s: first[s].position)]


@blueprint.get("/articles/<article_id>/revisions")
@page
def revisions(article_id: str) -> ResponseReturnValue:
    """Two revisions of an article side by side, with what changed in the text and in the quotations."""
    found = services().article(article_id)
    number = load_query(_REVISIONS).get("revision", found.revision)
    after = services().revision(article_id, number)
    before = services().revision(article_id, number - 1) if number > 1 else None
    changes = services().revisions(article_id, 200, None).items
    return render(
        "revisions.html",
        article=found,
        before=before,
        after=after,
        texts=compare(before.text, after.text) if before is not None else None,
        changes=next((view for view in changes if view.revision == number), None),
    )
