"""Quotations as an Atom feed (RFC 4287), in pages (RFC 5005, section 3)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from .feeds import NAME, Entry, Feed, printable
from .negotiation import ATOM, LINKED_DATA
from .permanent_addresses import linked_data_address, speaker_address

NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(feed: Feed) -> bytes:
    """A page of the feed in UTF-8."""
    root = ET.Element("feed", xmlns=NAMESPACE)
    _text(root, "id", feed.first)
    _text(root, "title", feed.title)
    _text(root, "updated", feed.updated)
    _text(ET.SubElement(root, "author"), "name", NAME)
    _text(root, "generator", NAME)
    _link(root, "self", feed.this, ATOM)
    _link(root, "first", feed.first, ATOM)
    _link(root, "next", feed.following, ATOM)
    _link(root, "alternate", feed.home, "text/html")
    for entry in feed.entries():
        _entry(ET.SubElement(root, "entry"), entry)
    page: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return page


def _entry(element: ET.Element, entry: Entry) -> None:
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", entry.updated)
    if entry.published is not None:
        _text(element, "published", entry.published)
    if entry.author is not None:
        author = ET.SubElement(element, "author")
        _text(author, "name", printable(entry.author.name))
        _text(author, "uri", speaker_address(entry.author.id, entry.base))
    _link(element, "alternate", entry.address, "text/html")
    _link(element, "alternate", linked_data_address(entry.quote.id, entry.base), LINKED_DATA)
    _link(element, "related", entry.original, "text/html")
    for tag in entry.tags:
        ET.SubElement(element, "category", term=tag)
    _text(element, "content", entry.html(), type="html")


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text


def _link(parent: ET.Element, relation: str, address: str | None, kind: str) -> None:
    if address is not None:
        ET.SubElement(parent, "link", rel=relation, href=address, type=kind)
