"""Quotations as a JSON Feed (version 1.1, jsonfeed.org)."""

from __future__ import annotations

from typing import Any

from .feeds import NAME, Entry, Feed, printable
from .permanent_addresses import speaker_address

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> dict[str, Any]:
    """A page of the feed."""
    document: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.first,
        "next_url": feed.following,
        "authors": [{"name": NAME}],
        "items": [_item(entry) for entry in feed.entries()],
    }
    return {name: value for name, value in document.items() if value is not None}


def _item(entry: Entry) -> dict[str, Any]:
    speaker = entry.author
    author = speaker and [{"name": printable(speaker.name), "url": speaker_address(speaker.id, entry.base)}]
    item = {
        "id": entry.id,
        "url": entry.address,
        "external_url": entry.original,
        "title": entry.title,
        "content_text": entry.text,
        "content_html": entry.html(),
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": author,
        "tags": entry.tags,
    }
    return {name: value for name, value in item.items() if value is not None}
