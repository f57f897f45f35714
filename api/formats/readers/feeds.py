"""Reads RSS and Atom files by feedparser: each entry's full content, or else its summary."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

import feedparser

from ..documents import Document, Fault, Found, UnreadableDocument
from ..markup import fragment_text

MAX_BYTES = 50_000_000
_ADDRESS = re.compile(r"[(<]?[^\s@()<>]{1,64}@[^\s@()<>]{1,255}[)>]?")


def read(file: BinaryIO) -> Iterator[Found]:
    """The entries of a feed. Raises ``UnreadableDocument`` if it is none."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"longer than {MAX_BYTES:,} bytes, the limit for a feed")
    # As a stream: feedparser takes bytes for the address of a feed if they look like one.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    if not feed.get("version") or not (feed.entries or feed.feed):
        why = f": {feed.bozo_exception}" if feed.get("bozo") else ""
        raise UnreadableDocument(f"not an RSS or Atom feed{why}")
    source = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(f"item {number}", entry, source)
    if feed.get("bozo") and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield Fault(f"the feed is damaged, and may have had more items: {feed.bozo_exception}", "end of the feed")


def _entry(place: str, entry: Any, source: str | None) -> Found:
    contents = [content.get("value") or "" for content in entry.get("content", ())]
    try:
        text = fragment_text(max([*contents, ""], key=len) or entry.get("summary") or "")
    except UnreadableDocument as error:
        return Fault(str(error), place)
    if not text.strip():
        return Fault("the item has no text", place)
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return Document(
        text,
        place,
        title=fragment_text(entry.get("title") or ""),
        source=entry.get("source", {}).get("title") or source,
        url=entry.get("link"),
        byline=_byline(entry),
        published_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", moment) if moment else None,
    )


def _byline(entry: Any) -> str | None:
    """The names of the item's authors, without addresses; a single author as printed, which RSS calls an address."""
    authors = entry.get("authors") or ()
    printed = [author.get("name") for author in authors] if len(authors) > 1 else [entry.get("author")]
    names = (_ADDRESS.sub("", fragment_text(name or "")).strip() for name in printed)
    return ", ".join(filter(None, map(_unwrapped, names))) or None


def _unwrapped(name: str) -> str:
    """The name in "ada@post.example (Ada Byron)", whose address is already removed."""
    return name[1:-1] if name.startswith("(") and name.endswith(")") else name
