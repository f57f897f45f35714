"""Reads ninjs, the IPTC's news in JSON: generations 1 (``body_xhtml``), 2 (``bodies``) and 3 (``contentType``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from ...strict_json import InvalidJSON, loads
from ..documents import Document, Found, UnreadableDocument
from ..markup import fragment_text
from ..registry import is_ninjs

MAX_BYTES = 50_000_000


def read(file: BinaryIO) -> Iterator[Found]:
    """The item of a file. Raises ``UnreadableDocument``."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"longer than {MAX_BYTES:,} bytes, the limit for an item")
    try:
        value = loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"not UTF-8: byte {error.start} is invalid") from None
    except InvalidJSON as error:
        raise UnreadableDocument(f"not JSON: {error}") from None
    if not isinstance(value, dict) or not is_ninjs(value):
        raise UnreadableDocument('not a ninjs item: an object with "uri"')
    yield item(value)


def item(value: Mapping[str, Any]) -> Document:
    """The article of an item. Raises ``UnreadableDocument`` if it has no text."""
    members = {name.lower(): member for name, member in value.items()}  # generation 3 writes "versionCreated"
    text = _text(members)
    if not text.strip():
        kind = members.get("type")
        raise UnreadableDocument(f'the item has no text; its type is "{kind}"' if kind else "the item has no text")
    uri = _string(members.get("uri")) or ""
    return Document(
        text,
        title=_string(members.get("headline")) or _value(members.get("headlines")) or _named(members, "headline"),
        byline=_string(members.get("by")) or _string(members.get("byline")),  # as generation 1 names it
        source=_party(members.get("infosources"))
        or _party(members.get("infosource"))
        or _party(members.get("copyrightholder")),
        url=uri if uri.startswith(("http://", "https://")) else None,
        published_at=_string(members.get("firstcreated"))
        or _string(members.get("contentcreated"))
        or _string(members.get("versioncreated")),
    )


def _text(members: Mapping[str, Any]) -> str:
    """The richest rendition: one with markup has the paragraphs that one in plain text may lack."""
    marked: list[str] = []
    plain: list[str] = []
    for body in members.get("bodies") or ():
        if isinstance(body, dict) and (value := _string(body.get("value"))):
            kind = str(body.get("contentType") or body.get("contenttype") or "").lower()
            (marked if "html" in kind or value.lstrip().startswith("<") else plain).append(value)
    for name, member in members.items():
        if name.startswith("body_") and (value := _string(member)):
            (marked if value.lstrip().startswith("<") else plain).append(value)
    texts = [fragment_text(value) for value in marked if "<p" in value] or plain or list(map(fragment_text, marked))
    return max(texts, key=len, default="")


def _value(headlines: Any) -> str | None:
    """The main headline of generations 2 and 3."""
    values = [line for line in headlines if isinstance(line, dict)] if isinstance(headlines, list) else []
    values.sort(key=lambda line: line.get("role") != "main")
    return next((text for line in values if (text := _string(line.get("value")))), None)


def _named(members: Mapping[str, Any], prefix: str) -> str | None:
    """The first member of generation 1 whose name begins so: ``headline_main``."""
    return next(
        (text for name, value in members.items() if name.startswith(f"{prefix}_") and (text := _string(value))), None
    )


def _party(value: Any) -> str | None:
    parties = value if isinstance(value, list) else [value]
    names = (party.get("name") if isinstance(party, dict) else party for party in parties)
    return next((name for name in map(_string, names) if name), None)


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
