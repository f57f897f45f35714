"""The formats that are read by a reader of their own, by suffix and by media type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``reader`` names a function from a binary file to documents and faults ("module:function").

    ``single``: a file is one article.
    """

    name: str
    reader: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    single: bool = False


_READERS = f"{__package__}.readers"
_G2 = "application/vnd.iptc.g2."
FORMATS = (
    Format(
        "HTML",
        f"{_READERS}.web_pages:read",
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        single=True,
    ),
    Format("RSS or Atom", f"{_READERS}.feeds:read", (".rss", ".atom"), ("application/rss+xml", "application/atom+xml")),
    Format("WARC", f"{_READERS}.web_archives:read", (".warc", ".warc.gz", ".wet", ".wet.gz"), ("application/warc",)),
    Format(
        "NewsML-G2",
        f"{_READERS}.newsml:read",
        (".newsml", ".newsmlg2"),
        (f"{_G2}newsitem+xml", f"{_G2}newsmessage+xml"),
    ),
    Format("ninjs", f"{_READERS}.ninjs:read", (".ninjs",), ("application/vnd.iptc.ninjs+json",), single=True),
    Format("WebVTT", f"{_READERS}.captions:read_webvtt", (".vtt",), ("text/vtt",), single=True),
    Format("SRT", f"{_READERS}.captions:read_srt", (".srt",), ("application/x-subrip",), single=True),
    Format("CSV", f"{_READERS}.tables:read_csv", (".csv", ".tsv"), ("text/csv", "text/tab-separated-values")),
    Format("Parquet", f"{_READERS}.parquet:read", (".parquet",), ("application/vnd.apache.parquet",)),
)
XML = (".xml",)  # and application/xml: a feed or NewsML-G2, by its root element
XML_MEDIA_TYPES = ("application/xml", "text/xml")
SUFFIXES = (*(suffix for format in FORMATS for suffix in format.suffixes), *XML)
_BY_NAME = {format.name: format for format in FORMATS}
_SNIFFED = 4096  # bytes


def named(name: str) -> Format:
    """The format of a name. Raises ``KeyError``."""
    return _BY_NAME[name]


def suffix(file: Path) -> str:
    """The suffix of a file name in lower case; that of a compressed archive is ``.warc.gz``."""
    name = file.name.lower()
    double = next((known for known in SUFFIXES if known.count(".") > 1 and name.endswith(known)), None)
    return double or file.suffix.lower()


def of_file(file: Path, content: BinaryIO) -> Format | None:
    """The format of a file by its suffix, or for XML by how its content begins; None if it is none of these."""
    found = suffix(file)
    if found in XML:
        return _of_xml(content)
    return next((format for format in FORMATS if found in format.suffixes), None)


def of_media_type(media_type: str, content: BinaryIO) -> Format | None:
    """The format of a body by its media type, or for XML by how it begins; None if it is none of these."""
    if media_type in XML_MEDIA_TYPES:
        return _of_xml(content)
    return next((format for format in FORMATS if media_type in format.media_types), None)


def _of_xml(content: BinaryIO) -> Format:
    start = content.read(_SNIFFED)
    content.seek(0)
    return named("NewsML-G2" if b"http://iptc.org/std/nar/" in start.replace(b"\0", b"") else "RSS or Atom")


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """Whether an object is a ninjs item and not an article in the format of ``POST /v1/articles``."""
    return "uri" in value and "text" not in value


def is_json(text: str) -> bool:
    """Whether the text or its first line is a JSON object or an array that contains objects."""
    if text[:1000].lstrip()[:1] not in ("{", "["):
        return False
    for part in (text, text.strip().partition("\n")[0]):
        try:
            value = json.loads(part)
        except (ValueError, RecursionError):
            continue
        return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))
    return False
