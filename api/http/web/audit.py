"""GET /audit: whom the quotations of a query or an article rest on, with the quotations behind each count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from api.http.auth import authorize
from api.http.blueprints import services
from api.http.representations.records import quote_record
from api.http.requests import load_query
from api.http.resources.quotes.queries import QuoteFilterQuery
from api.http.resources.quotes.responses import quote_filter
from api.operations.attribute_tables import read_attributes
from api.operations.source_audit import SourceAudit
from api.store import InvalidInput, QuoteFilter, Scope
from api.store.speakers.attributes import AttributesInForce, SpeakerAttributes
from attribution.model import QuotationType, SpeakerKind

from .filters import active_filters
from .forms import fields
from .pages import blueprint, page, render

_QUERY = QuoteFilterQuery()
MOST_VALUES = 20  # of a parameter in an address
KINDS = {
    SpeakerKind.PERSON: "Persons",
    SpeakerKind.ORGANIZATION: "Organizations",
    SpeakerKind.GROUP: "Groups",
    SpeakerKind.DOCUMENT: "Documents",
    SpeakerKind.ANONYMOUS: "Unnamed sources",
    None: "No speaker found",
}
TYPES = {
    QuotationType.DIRECT: "Direct: the speaker's words in quotation marks",
    QuotationType.MIXED: "Mixed: some words in quotation marks",
    QuotationType.INDIRECT: "Indirect: in the reporter's words",
    QuotationType.BELIEF: "Beliefs",
    QuotationType.ACT: "Acts",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A count with its share of the whole (0 to 1), and the address that selects the quotations, if there is one."""

    label: str
    count: int
    share: float
    address: str | None


@blueprint.get("/audit")
@page
def audit() -> ResponseReturnValue:
    """The counts under the filters in the address, also by the attributes that were imported."""
    return _page("", services().speaker_attributes.in_force())


@blueprint.post("/audit")
def audit_with_attributes() -> ResponseReturnValue:
    """The counts, also by attributes of speakers that a form supplies and that are not stored."""
    given = fields().get("attributes", "")
    try:
        return _page(given, AttributesInForce(read_attributes(given)))
    except InvalidInput as error:
        return _page(given, services().speaker_attributes.in_force(), 422, error=str(error))


def _page(given: str, in_force: AttributesInForce, status: int = 200, **values: Any) -> Response:
    authorize(Scope.READ, costly=True)
    where = quote_filter(load_query(_QUERY))
    found = services().source_audit(where)
    total = found.facets.total
    attributed = total - found.counts.kinds.get(None, 0)
    return render(
        "audit.html",
        status,
        where=where,
        filters=active_filters(services(), where),
        total=total,
        behind=_search(),
        speakers=_rows(
            ((c.speaker.name, c.count, {"speaker": c.speaker.id}) for c in found.facets.speakers), attributed
        ),
        outlets=_rows(((c.source.name, c.count, {"source": c.source.name}) for c in found.facets.sources), total),
        kinds=_kinds(found, total),
        types=_rows(((TYPES[c.type], c.count, {"type": c.type.value}) for c in found.facets.types), total),
        counts=found.counts,
        unnamed=[(quote_record(item.quote), item.reason) for item in found.unnamed],
        with_reason=sum(item.reason is not None for item in found.unnamed),
        unnamed_total=found.counts.kinds.get(SpeakerKind.ANONYMOUS, 0),
        attributes=given,
        in_force=in_force,
        tables=_attributes(where, in_force.attributes, attributed),
        **values,
    )


def _attributes(where: QuoteFilter, attributes: SpeakerAttributes, attributed: int) -> dict[str, list[Row]]:
    """The rows of each attribute."""
    tables: dict[str, list[Row]] = {name: [] for name in attributes.names}
    for found in services().count_attributes(where, attributes):
        linked = 0 < len(found.speakers) <= MOST_VALUES
        address = _search_speakers(found.speakers) if linked else None
        share = found.quotes / attributed if attributed else 0.0
        tables[found.attribute].append(Row(found.value, found.quotes, share, address))
    return tables


def _kinds(found: SourceAudit, total: int) -> list[Row]:
    kinds = [(KINDS[kind], found.counts.kinds.get(kind, 0), kind) for kind in KINDS]
    selecting = {kind: {"kind": kind.value} if kind is not None else {"attributed": "false"} for _, _, kind in kinds}
    return _rows(((label, count, selecting[kind]) for label, count, kind in kinds if count), total)


def _rows(counts: Iterable[tuple[str, int, dict[str, str]]], total: int) -> list[Row]:
    """Rows for labels with counts, and the filters that select the quotations behind each."""
    return [Row(label, count, count / total if total else 0.0, _search(**only)) for label, count, only in counts]


def _search(**only: str) -> str:
    """The address of the quotations under the filters of this page, with some of these replaced."""
    return _replacing(list(only.items()))


def _search_speakers(speakers: Iterable[str]) -> str:
    return _replacing([("speaker", speaker) for speaker in speakers])


def _replacing(only: list[tuple[str, str]]) -> str:
    names = {name for name, _ in only}
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in names]
    query = urlencode([*kept, *only])
    return url_for("web.search") + (f"?{query}" if query else "")
