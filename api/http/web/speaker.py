"""GET /speakers/{speaker_id}: a speaker with names, sources, times, company and latest quotations."""

from __future__ import annotations

from datetime import date

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from api.http.blueprints import services
from api.http.representations.records import quote_record
from api.http.representations.utterances import utterance_page
from api.store import Interval, QuoteFilter
from api.store.reports import SpeakerCount
from api.store.speakers.views import MonthCount
from api.store.utterances.utterances import UtteranceFilter

from .findings import KINDS
from .histogram import Histogram, histogram
from .pages import blueprint, page, render

LATEST = 10  # quotations
COMPANY_ARTICLES = 100  # of the newest quotations, in which others are quoted beside
COMPANY = 12  # speakers
WORDINGS = 5  # utterances with several wordings
SUGGESTIONS = 20


@blueprint.get("/speakers/<speaker_id>")
@page
def speaker(speaker_id: str) -> ResponseReturnValue:
    """A speaker; the identifier of a merged one redirects."""
    curation = services().curation
    found = curation.speaker(speaker_id)
    if found.id != speaker_id:
        return redirect(url_for("web.speaker", speaker_id=found.id), 308)
    latest = services().quotes(QuoteFilter(speaker=(found.id,)), COMPANY_ARTICLES, None).items
    utterances = services().utterances(UtteranceFilter(speaker=(found.id,), min_wordings=2), WORDINGS, None)
    return render(
        "speaker.html",
        speaker=found,
        quotes=[quote_record(quote) for quote in latest[:LATEST]],
        months=_months(found.by_month),
        kinds=KINDS,
        company=_company(found.id, {quote.article_id for quote in latest}),
        utterances=utterance_page(utterances)["data"],
        suggestions=curation.suggestions(SUGGESTIONS, None, found.id).items,
    )


def _months(counts: tuple[MonthCount, ...]) -> Histogram | None:
    """The quotations by month, or by year if there are many months."""
    return histogram(((date.fromisoformat(f"{c.month}-01"), c.quotes) for c in counts if c.month), shortest="month")


def _company(speaker_id: str, article_ids: set[str]) -> list[SpeakerCount]:
    """The speakers who are quoted most in some articles, without one of them."""
    if not article_ids:
        return []
    where = QuoteFilter(article=tuple(sorted(article_ids)))
    counts = services().facets(where, Interval.MONTH, COMPANY + 1).speakers
    return [count for count in counts if count.speaker.id != speaker_id][:COMPANY]
