"""Addresses at which the quotations of a search are followed or saved: feeds, tables and citations."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request, url_for

from .pages import blueprint

FEEDS = {"atom": "Atom", "jsonfeed": "JSON Feed"}
FILES = {"csv": "CSV", "ndjson": "NDJSON", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
_OF_A_PAGE = ("cursor", "limit", "format")  # parameters that do not belong to the query


@blueprint.app_template_global("take_along")
def take_along() -> dict[str, list[tuple[str, str, str]]]:
    """The formats of the quotations under the filters in the address: for each its name, label and address."""
    return {"feeds": _addresses(FEEDS), "files": _addresses(FILES)}


def _addresses(formats: dict[str, str]) -> list[tuple[str, str, str]]:
    given = [(name, value) for name, value in request.args.items(multi=True) if name not in _OF_A_PAGE]
    listed = url_for("quotes.listQuotes")
    return [(name, label, f"{listed}?{urlencode([*given, ('format', name)])}") for name, label in formats.items()]
