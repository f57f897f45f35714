"""The header Accept: which of several media types a client prefers (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

HTML = "text/html"
# What a representation says of itself; a parameter that its type does not define says nothing about it.
PARAMETERS: Mapping[str, Mapping[str, str]] = {"text/csv": {"charset": "utf-8", "header": "present"}}

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


@lru_cache(1024)
def best(accepted: str, offered: tuple[str, ...]) -> str | None:
    """The type of the greatest weight; of equals the one that is named more closely, then the first that is offered.

    None if the client accepts none of them.
    """
    if not accepted.strip(" \t,"):
        return offered[0]
    ranges = list(_ranges(accepted))
    found, liked = None, (0.0, 0)
    for kind in offered:
        ranked = ((rank, each.weight) for each in ranges if (rank := each.rank(kind)) is not None)
        rank, weight = max(ranked, default=(0, 0.0))
        if weight > 0 and (weight, rank) > liked:
            found, liked = kind, (weight, rank)
    return found


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
