"""Formats are told by suffix, media type and, for XML and JSON, by what is in them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from api.formats.registry import FORMATS, is_ninjs, of_file, of_media_type, suffix

NEWSML = b'<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>'
NAMES = [
    ("a.HTML", b"", "HTML"),
    ("a.warc.gz", b"", "WARC"),
    ("a.b.warc", b"", "WARC"),
    ("a.xml", b"<rss/>", "RSS or Atom"),
    ("a.xml", NEWSML, "NewsML-G2"),
    ("a.xml", NEWSML.decode().encode("utf-16"), "NewsML-G2"),
    ("a.gz", b"", None),
    ("a.txt", b"", None),
    ("warc", b"", None),
]


@pytest.mark.parametrize(("name", "content", "wanted"), NAMES)
def test_the_format_of_a_file(name: str, content: bytes, wanted: str | None) -> None:
    body = io.BytesIO(content)
    found = of_file(Path(name), body)
    assert (found.name if found else None) == wanted
    assert body.read() == content


@pytest.mark.parametrize(
    ("media_type", "wanted"),
    [("text/html", "HTML"), ("application/xml", "NewsML-G2"), ("text/vtt", "WebVTT"), ("text/plain", None)],
)
def test_the_format_of_a_body(media_type: str, wanted: str | None) -> None:
    found = of_media_type(media_type, io.BytesIO(NEWSML))
    assert (found.name if found else None) == wanted


def test_no_two_formats_claim_a_suffix_or_media_type() -> None:
    claimed = [name for form in FORMATS for name in (*form.suffixes, *form.media_types)]
    assert len(claimed) == len(set(claimed))
    assert all(suffix(Path(f"a{ending}")) == ending for form in FORMATS for ending in form.suffixes)


def test_an_article_of_the_service_is_no_ninjs() -> None:
    assert is_ninjs({"uri": "urn:1"})
    assert not is_ninjs({"text": "T", "uri": "urn:1"})
