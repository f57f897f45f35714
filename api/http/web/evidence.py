"""GET /quotes/{quote_id}/evidence: why the engine says who said it, for the panel beside an article and by itself."""

from __future__ import annotations

import re
from typing import Any

from flask.typing import ResponseReturnValue

from api.http.blueprints import services
from api.http.representations.records import quote_record
from attribution import QuotationType, SpeakerKind

from .findings import REASONS
from .pages import blueprint, page, render

Place = tuple[int, int]


@blueprint.get("/quotes/<quote_id>/evidence")
@page
def evidence(quote_id: str) -> ResponseReturnValue:
    """What decided on the speaker of a quotation, and what people corrected."""
    quote = services().quote(quote_id)
    record = quote_record(quote)
    text = services().texts([quote.article_id]).get(quote.article_id, "")
    variants = services().variants(quote_id)
    return render(
        "evidence.html",
        quote=record,
        reasons=REASONS,
        places=chain_places(text, record["mention"], record["evidence"].get("chain", [])),
        corrections=services().curation.corrections_of(quote_id, 50, None).items,
        utterance=variants.utterance if variants is not None else None,
        types=list(QuotationType),
        kinds=list(SpeakerKind),
    )


def chain_places(text: str, mention: dict[str, Any] | None, chain: list[str]) -> list[Place | None]:
    """Where each name of a chain stands in the text: as near before the one that refers to it as possible.

    The first is the mention itself. If a name occurs only later, its first place after it is taken; None if nowhere.
    """
    found: list[Place | None] = []
    before = mention["start"] if mention is not None else len(text)
    for number, name in enumerate(chain):
        here = (mention["start"], mention["end"]) if number == 0 and mention is not None else _place(text, name, before)
        found.append(here)
        before = here[0] if here is not None else before
    return found


def _place(text: str, name: str, before: int) -> Place | None:
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    places = [match.span() for match in pattern.finditer(text)]
    earlier = [place for place in places if place[0] < before]
    return earlier[-1] if earlier else (places[0] if places else None)
