"""Citations of quotations: the article that prints each, with the words and the speaker as a note."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.store import QuoteView
from attribution.model import Factuality, QuotationType

from .permanent_addresses import quote_address

DATABASE = "Saidby"
BIBTEX_TYPE = "application/x-bibtex; charset=utf-8"
RIS_TYPE = "application/x-research-info-systems; charset=utf-8"
# BibTeX counts braces even after a backslash, so the characters are named.
_IN_BIBTEX = str.maketrans(
    {character: f"\\{character}" for character in "$&#_%"}
    | {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


@dataclass(frozen=True, slots=True)
class Citation:
    """What the formats have in common. Every text is a single line without control characters.

    The speaker is not the author of the article, which the archive does not know.
    """

    id: str
    title: str | None
    outlet: str | None
    published: datetime | None
    url: str
    said: str
    address: str

    @property
    def note(self) -> str:
        """The words, the speaker, and the permanent address of the quotation."""
        return f"{self.said}. {self.address}"


def citation(quote: QuoteView, base: str) -> Citation:
    """The citation of a quotation; without an address of the article, it has that of the quotation."""
    address = quote_address(quote.id, base)
    words = f"“{_line(quote.text)}”" if quote.type == QuotationType.DIRECT else _line(quote.text)
    factuality = quote.record["factuality"]
    about = [_line(quote.speaker.name)] if quote.speaker is not None else []
    about += [factuality] if factuality not in (None, Factuality.ASSERTED) else []
    said = f"{words} ({', '.join(about)})" if about else words
    return Citation(
        f"saidby-{quote.id}",
        _line(quote.title) if quote.title else None,
        _line(quote.source_name) if quote.source_name else None,
        quote.article.published_at,
        quote.url or address,
        said,
        address,
    )


def _line(text: str) -> str:
    spaced = "".join(" " if unicodedata.category(character) == "Cc" else character for character in text)
    return " ".join(spaced.split())


def bibtex(quotes: Iterable[QuoteView], base: str) -> bytes:
    """The citations in BibTeX, one entry each, in UTF-8."""
    return "\n".join(_bibtex(citation(quote, base)) for quote in quotes).encode("utf8")


def _bibtex(cited: Citation) -> str:
    fields = {"title": cited.title and f"{{{cited.title.translate(_IN_BIBTEX)}}}"}  # braces keep the capitals
    fields["howpublished"] = cited.outlet and cited.outlet.translate(_IN_BIBTEX)
    if cited.published is not None:
        fields |= {name: str(getattr(cited.published, name)) for name in ("year", "month", "day")}
    fields |= {"url": cited.url, "note": cited.note.translate(_IN_BIBTEX)}
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{cited.id},\n{''.join(lines)}}}\n"


def ris(quotes: Iterable[QuoteView], base: str) -> bytes:
    """The citations in RIS, one record each, in UTF-8."""
    return "".join(_ris(citation(quote, base)) for quote in quotes).encode("utf8")


def _ris(cited: Citation) -> str:
    day = cited.published
    values = [
        ("TY", "NEWS"),
        ("ID", cited.id),
        ("TI", cited.title),
        ("T2", cited.outlet),
        ("PY", day and f"{day.year:04}"),
        ("DA", day and f"{day.year:04}/{day.month:02}/{day.day:02}"),
        ("UR", cited.url),
        ("N1", cited.note),
        ("DB", DATABASE),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in values if value is not None)


def csl(quotes: Iterable[QuoteView], base: str) -> list[dict[str, Any]]:
    """The citations as items of CSL-JSON."""
    return [_csl(citation(quote, base)) for quote in quotes]


def _csl(cited: Citation) -> dict[str, Any]:
    day = cited.published
    item = {
        "id": cited.id,
        "type": "article-newspaper",
        "title": cited.title,
        "container-title": cited.outlet,
        "issued": day and {"date-parts": [[day.year, day.month, day.day]]},
        "URL": cited.url,
        "note": cited.note,
        "source": DATABASE,
    }
    return {name: value for name, value in item.items() if value is not None}
