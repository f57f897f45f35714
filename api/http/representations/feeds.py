"""Quotations as the entries of a feed: what Atom and JSON Feed have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from api.store import LISTED_TYPES, QuoteFilter, QuoteView, SpeakerRef
from attribution.model import Factuality, QuotationType

from .permanent_addresses import quote_address, speaker_address
from .records import moment
from .text_fragments import link

NAME = "Saidby"
BEGINNING = "1970-01-01T00:00:00Z"  # when a feed without entries was updated
MAX_TITLE = 120  # characters of a quotation in a title
_NAMESPACE = UUID("5d1a3c0e-6f27-5b8e-9c42-71f0d2ab9e36")  # of the identifiers of entries
_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNING = {"R", "AL", "AN", "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a feed. Addresses are absolute; ``first`` is that of its first page, which identifies the feed."""

    title: str
    base: str
    home: str
    first: str
    this: str
    following: str | None
    quotes: Sequence[QuoteView]

    @property
    def updated(self) -> str:
        """When one of the entries was last changed."""
        return max((moment(quote.updated) for quote in self.quotes), default=BEGINNING)

    def entries(self) -> list[Entry]:
        """The entries in the order of the list; of several with the same identifier, the first."""
        found: dict[str, Entry] = {}
        for quote in self.quotes:
            entry = Entry(quote, self.base)
            found.setdefault(entry.id, entry)
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """A quotation as an entry of a feed; every text is valid in XML."""

    quote: QuoteView
    base: str

    @property
    def id(self) -> str:
        """The same for the same words in a revised text, so that a reader shows them once, and at every address.

        A quotation's own identifier depends on the whole text of the article.
        """
        mention = self.quote.record["mention"]
        words = (self.quote.article_id, self.quote.text, mention["text"] if mention is not None else "")
        return f"urn:uuid:{uuid5(_NAMESPACE, chr(0).join(words))}"

    @property
    def address(self) -> str:
        """The permanent address of the quotation."""
        return quote_address(self.quote.id, self.base)

    @property
    def original(self) -> str | None:
        """The article on its own site, opened at the words of the quotation."""
        return link(self.quote.url, self.quote.passages) if self.quote.url is not None else None

    @property
    def updated(self) -> str:
        """When the quotation was last changed."""
        return moment(self.quote.updated)

    @property
    def published(self) -> str | None:
        """The date of the article."""
        return moment(self.quote.published) if self.quote.published is not None else None

    @property
    def factuality(self) -> str | None:
        """The factuality if the content is not a plain statement of the speaker."""
        value: str | None = self.quote.record["factuality"]
        return value if value != Factuality.ASSERTED else None

    @property
    def author(self) -> SpeakerRef | None:
        """The speaker; None unless they assert the content."""
        return self.quote.speaker if self.factuality is None else None

    @property
    def tags(self) -> list[str]:
        """The type, and the factuality unless it is a plain statement."""
        return [self.quote.type, *([self.factuality] if self.factuality else [])]

    @property
    def title(self) -> str:
        """The speaker and the beginning of the words."""
        words = isolated(_shortened(printable(" ".join(self.quote.text.split()))))
        words = f"“{words}”" if self.quote.type == QuotationType.DIRECT else words
        if self.quote.speaker is None:
            return words
        name = isolated(printable(self.quote.speaker.name))
        return f"{name} ({self.factuality}): {words}" if self.factuality else f"{name}: {words}"

    @property
    def text(self) -> str:
        """The words as printed."""
        return printable(self.quote.text)

    def html(self) -> str:
        """The words, who said them, and where they are printed, as HTML without scripts or styles."""
        block = ET.Element("blockquote", dir="auto")
        for paragraph in filter(None, map(str.strip, self.text.split("\n"))):
            ET.SubElement(block, "p").text = paragraph
        about = ET.Element("p")
        if self.quote.speaker is not None:
            speaker = _append(about, self.quote.speaker.name, speaker_address(self.quote.speaker.id, self.base))
            speaker.tail = f" ({self.factuality})" if self.factuality else None
            ET.SubElement(about, "br")
        date = self.quote.published[:10] if self.quote.published is not None else None
        places = [(self.quote.title or self.quote.url, self.original), (self.quote.source_name, None), (date, None)]
        shown = [_append(about, text, address) for text, address in places if text]
        for element in shown[:-1]:
            element.tail = " · "
        return "".join(ET.tostring(part, encoding="unicode", method="html") for part in (block, about))


def _append(parent: ET.Element, text: str, address: str | None) -> ET.Element:
    """Append a text, as a link if there is an address, isolated from the direction of the text around it."""
    child = ET.SubElement(parent, "a", href=address) if address else ET.SubElement(parent, "span")
    child.set("dir", "auto")
    child.text = printable(text)
    return child


def feed_title(where: QuoteFilter, quotes: Sequence[QuoteView]) -> str:
    """The title of a feed: what its filters select, with the names of what they identify."""
    names: dict[str | None, str | None] = {}
    for quote in quotes:
        names |= {
            quote.source_id: quote.source_name,
            quote.article_id: quote.title,
            quote.speaker_id: _speaker_name(quote),
        }
    parts = [names.get(value) or value for value in (*where.speaker, *where.source, *where.article)]
    parts += [f"“{where.q}”"] if where.q is not None else []
    parts += [] if where.type == LISTED_TYPES else where.type
    parts += [*where.factuality, *where.kind, *where.cue]
    return f"{NAME}: {' · '.join(isolated(printable(part)) for part in parts)}" if parts else f"{NAME}: quotations"


def _speaker_name(quote: QuoteView) -> str | None:
    return quote.speaker.name if quote.speaker is not None else None


def printable(text: str) -> str:
    """The text with a replacement for each character that XML 1.0 does not allow."""
    return _NOT_IN_XML.sub("\ufffd", text)


def isolated(text: str) -> str:
    """The text; if it can turn the direction of what is beside it, as an isolate (Unicode Standard Annex 9)."""
    turns = any(unicodedata.bidirectional(character) in _TURNING for character in text)
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if turns else text


def _shortened(text: str) -> str:
    if len(text) <= MAX_TITLE:
        return text.rstrip(",")
    return text[:MAX_TITLE].rpartition(" ")[0].rstrip(",") + "…" if " " in text[:MAX_TITLE] else text[:MAX_TITLE] + "…"
