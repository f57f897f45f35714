"""Which representation a request asks for: by the parameter `format`, or by Accept (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import request

from api.http.errors import Problem

JSON = "application/json"
LINKED_DATA = "application/ld+json"
TABLE = "text/csv"
LINES = "application/x-ndjson"
ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"
BIBTEX = "application/x-bibtex"
RIS = "application/x-research-info-systems"
CSL = "application/vnd.citationstyles.csl+json"
HTML = "text/html"
# The values of the parameter `format`, for links and feed readers, which cannot set Accept.
FORMATS: Mapping[str, str] = {
    "json": JSON, "jsonld": LINKED_DATA, "csv": TABLE, "ndjson": LINES, "atom": ATOM, "jsonfeed": JSON_FEED,
    "bibtex": BIBTEX, "ris": RIS, "csl": CSL, "html": HTML,
}  # fmt: skip
# What a representation says of itself; a parameter that its type does not define says nothing about it.
PARAMETERS: Mapping[str, Mapping[str, str]] = {TABLE: {"charset": "utf-8", "header": "present"}}

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_QUOTED = r'"(?:[^"\\]|\\.)*+"'
_ELEMENT = re.compile(
    r'(?:[^",]|"(?:[^"\\]|\\.)*+(?:"|\\?\Z))++', re.DOTALL
)  # a quote that stays open reaches to the end
_PARAMETER = re.compile(rf"[ \t]*;[ \t]*(?:({_TOKEN})[ \t]*=[ \t]*({_TOKEN}|{_QUOTED}))?")
_RANGE = re.compile(rf"[ \t]*(?:({_TOKEN})/({_TOKEN})|(\*))")  # "*" alone is what HttpURLConnection of Java sends
_WEIGHT = re.compile(r"0?\.[0-9]{1,3}|0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True, slots=True)
class _Range:
    """A media range of the header: what it names, with which parameters, and how much the client likes it."""

    type: str
    subtype: str
    parameters: Mapping[str, str]
    weight: float

    def rank(self, offered: str) -> int | None:
        """How closely it names the offered type; ``None`` where it does not."""
        of_type, _, of_subtype = offered.partition("/")
        if self.type not in ("*", of_type) or self.subtype not in ("*", of_subtype):
            return None
        stated = PARAMETERS.get(offered, {})
        named = [name for name in self.parameters if name in stated]
        if any(self.parameters[name] != stated[name] for name in named):
            return None
        return 100 * ((self.type != "*") + (self.subtype != "*")) + len(named)


def negotiate(offered: tuple[str, ...]) -> str:
    """The offered type that `format` names, or else the one that Accept prefers: the first if it is absent.

    Raises a ``Problem`` (406). An unknown `format` is left to the validation of the query.
    """
    named = FORMATS.get(request.args.get("format", "")) if b"format=" in request.query_string else None
    if named in offered:
        return named
    accepted = request.headers.get("Accept")
    chosen = offered[0] if accepted in (None, "*/*") else _best(accepted, offered)
    if chosen is None:
        raise Problem("not-acceptable", f"This is to be had as {', '.join(offered)}.")
    return chosen


@lru_cache(1024)
def _best(accepted: str, offered: tuple[str, ...]) -> str | None:
    """The type of the greatest weight; of equals the one that is named more closely, then the first that is offered."""
    if not accepted.strip(" \t,"):
        return offered[0]
    ranges = list(_ranges(accepted))
    best, liked = None, (0.0, 0)
    for kind in offered:
        ranked = ((rank, found.weight) for found in ranges if (rank := found.rank(kind)) is not None)
        rank, weight = max(ranked, default=(0, 0.0))
        if weight > 0 and (weight, rank) > liked:
            best, liked = kind, (weight, rank)
    return best


def _ranges(accepted: str) -> Iterator[_Range]:
    """The valid media ranges of the header; malformed ones are ignored."""
    for element in _ELEMENT.findall(accepted):
        found = _RANGE.match(element)
        if found is None or (found[1] == "*" and found[2] != "*"):
            continue
        given, at = [], found.end()
        while (part := _PARAMETER.match(element, at)) is not None:
            given += [(part[1].lower(), _unquoted(part[2]).lower())] if part[1] else []
            at = part.end()
        weight = next((value for name, value in given if name == "q"), "1")
        if element[at:].strip(" \t") or not _WEIGHT.fullmatch(weight):
            continue
        before = next((index for index, (name, _) in enumerate(given) if name == "q"), len(given))
        yield _Range((found[1] or "*").lower(), (found[2] or "*").lower(), dict(given[:before]), float(weight))


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
