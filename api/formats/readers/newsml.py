"""Reads NewsML-G2 by the IPTC's library: news items, alone or in a news message, with text in XHTML, NITF or plain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from NewsMLG2 import NewsItem

from ..documents import Document, Fault, Found, UnreadableDocument
from ..markup import element_text, local_name, xml_root

MAX_BYTES = 50_000_000
_SPACE = "{http://iptc.org/std/nar/2006-10-01/}"
_NOT_TEXT = "the item has no text"


def read(file: BinaryIO) -> Iterator[Found]:
    """The news items of a document. Raises ``UnreadableDocument``."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"longer than {MAX_BYTES:,} bytes, the limit for a NewsML-G2 document")
    root = xml_root(data)
    if root.tag == f"{_SPACE}newsItem":
        yield _item(root, "")
    elif root.tag == f"{_SPACE}newsMessage":
        for number, item in enumerate(root.iter(f"{_SPACE}newsItem"), 1):
            yield _item(item, f"item {number}")
    else:
        raise UnreadableDocument(f'not NewsML-G2 with news items: the root element is "{root.tag.rpartition("}")[2]}"')


def _item(element: Any, place: str) -> Found:
    text = _text(element)
    if not text.strip():
        return Fault(_NOT_TEXT, place, skipped=bool(place))
    try:
        item = NewsItem(xmlelement=element)
    except Exception as error:  # the library has no errors of its own
        return Fault(f"its metadata cannot be read: {error}", place)
    about, content = item.itemmeta, item.contentmeta
    guid = element.get("guid") or ""
    return Document(
        text,
        place,
        title=_first(content, "headline") or _first(about, "title"),
        byline=_byline(element),
        source=_name(content, "infosource") or _name(about, "provider"),
        url=guid if guid.startswith(("http://", "https://")) else None,
        published_at=_first(about, "firstcreated") or _first(about, "versioncreated"),
    )


def _text(item: Any) -> str:
    """The longest of the alternative renditions of an item's text."""
    content = item.find(f"{_SPACE}contentSet")
    renditions = list(content) if content is not None else []
    texts = [element_text(_body(part)) for part in renditions if local_name(part) == "inlinexml"]
    texts += ["".join(part.itertext()) for part in renditions if _is_plain(part)]
    return max(texts, key=len, default="")


def _byline(item: Any) -> str | None:
    """Who wrote an item: as it says itself, as its NITF text prints it, or the names of its creators."""
    stated = item.findall(f"{_SPACE}contentMeta/{_SPACE}by")[:1]  # others are in other languages
    printed = [element for element in item.iter() if local_name(element) == "byline"][:1]
    creators = item.findall(f"{_SPACE}contentMeta/{_SPACE}creator/{_SPACE}name")
    for elements in (stated, printed, creators):
        names = (" ".join("".join(element.itertext()).split()) for element in elements)
        if found := ", ".join(dict.fromkeys(filter(None, names))):
            return found
    return None


def _body(inline: Any) -> Any:
    """The part of an XHTML or NITF document that is the article: its body, and in NITF ``body.content``."""
    for name in ("body.content", "body"):
        found = next((element for element in inline.iter() if local_name(element) == name), None)
        if found is not None:
            return found
    return inline


def _is_plain(part: Any) -> bool:
    return (
        local_name(part) == "inlinedata"
        and not part.get("encoding")
        and part.get("contenttype") in (None, "text/plain")
    )


def _first(group: Any, name: str) -> str | None:
    value = getattr(group, name, None) if group is not None else None
    return str(value).strip() or None if value is not None else None


def _name(group: Any, name: str) -> str | None:
    """The name of a party, or the literal or code that stands for it."""
    party = getattr(group, name, None) if group is not None else None
    if not party:
        return None
    stated = _first(party, "name")
    return stated or getattr(party, "literal", None)
