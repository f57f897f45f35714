"""Addresses at which the quotations of a search are followed or saved: feeds, tables and citations."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for

from api.http.representations.negotiation import FORMATS

from .pages import blueprint

FEEDS = {"atom": "Atom", "jsonfeed": "JSON Feed"}
FILES = {"csv": "CSV", "ndjson": "NDJSON", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
_OF_A_PAGE = ("cursor", "limit", "format")  # parameters that do not belong to the query
Format = tuple[str, str, str]  # media type, label, address


@dataclass(frozen=True, slots=True)
class Formats:
    """Where the quotations of a query are followed and saved, and its sources audited."""

    feeds: list[Format]
    files: list[Format]
    audit: str


@blueprint.app_template_global("take_along")
def take_along(**filters: str) -> Formats:
    """The formats of the quotations under some filters, or under those in the address."""
    given = list(filters.items()) or [
        (name, value) for name, value in request.args.items(multi=True) if name not in _OF_A_PAGE
    ]
    audited = [(name, value) for name, value in given if name not in ("sort", "include")]
    audit = url_for("web.audit") + (f"?{urlencode(audited)}" if audited else "")
    return Formats(_addresses(FEEDS, given), _addresses(FILES, given), audit)


def _addresses(formats: dict[str, str], given: list[tuple[str, str]]) -> list[Format]:
    listed = url_for("quotes.listQuotes")
    return [
        (FORMATS[name], label, f"{listed}?{urlencode([*given, ('format', name)])}") for name, label in formats.items()
    ]
