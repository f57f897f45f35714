"""The filters of a search: those in force, and those to choose from with their counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request

from api.operations.services import Services
from api.store import Facets, NotFound, QuoteFilter
from attribution import Factuality, QuotationType

from . import addresses

LABELS = {
    "q": "Words",
    "speaker": "Speaker",
    "source": "Source",
    "article": "Article",
    "type": "Type",
    "factuality": "What is said is",
    "cue": "Reporting verb",
    "kind": "Kind of speaker",
    "attributed": "Has a speaker",
    "min_confidence": "Confidence at least",
    "published_from": "From",
    "published_before": "Before",
    "updated_since": "Changed since",
}


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One value of a filter in force, as shown, and the address without it."""

    name: str
    label: str
    value: str
    shown: str
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to filter by: how many quotations have it, if known, if it is chosen, and the address to toggle it."""

    name: str
    count: int | None
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter."""

    label: str
    choices: tuple[Choice, ...]


def active_filters(services: Services, where: QuoteFilter) -> list[ActiveFilter]:
    """The filters in the address of the request."""
    return [
        ActiveFilter(name, LABELS[name], value, _shown(services, name, value), addresses.removing(name, value))
        for name, value in request.args.items(multi=True)
        if name in LABELS
    ]


def _shown(services: Services, name: str, value: str) -> str:
    """A value as a reader knows it: a speaker by name."""
    if name != "speaker":
        return value
    try:
        return services.speaker_name(value)
    except NotFound:
        return value


def choices(where: QuoteFilter, facets: Facets) -> list[Facet]:
    """The filters to choose from, with the counts of the quotations found."""
    types = {count.type.value: count.count for count in facets.types}
    kinds = {count.factuality.value: count.count for count in facets.factualities if count.factuality is not None}
    return [
        Facet("Speakers", _choices("speaker", ((c.speaker.id, c.speaker.name, c.count) for c in facets.speakers))),
        Facet("Sources", _choices("source", ((c.source.name, c.source.name, c.count) for c in facets.sources))),
        Facet("Type", _choices("type", ((t.value, t.value, types.get(t.value)) for t in QuotationType))),
        Facet("What is said is", _choices("factuality", ((f.value, f.value, kinds.get(f.value)) for f in Factuality))),
    ]


def _choices(name: str, values: Iterable[tuple[str, str, int | None]]) -> tuple[Choice, ...]:
    given = request.args.getlist(name)
    return tuple(
        Choice(
            shown,
            count,
            value in given,
            addresses.removing(name, value) if value in given else addresses.adding(name, value),
        )
        for value, shown, count in values
    )
