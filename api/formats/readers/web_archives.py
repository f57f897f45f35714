"""Reads WARC files by warcio: the pages that were answered with 200, and extracted texts (WET)."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed

from .. import characters
from ..documents import Document, Fault, Found, NoArticle, UnreadableDocument
from . import web_pages

PAGES = ("text/html", "application/xhtml+xml")
MAX_LINE = 100_000  # bytes of a header


class _Damaged(Exception):
    """The compressed data are damaged or cut off."""


class _Decompressed:
    """A compressed archive, decompressed: warcio takes damaged data for the end of the file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = gzip.GzipFile(fileobj=file)

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes. Raises ``_Damaged``."""
        try:
            return self._file.read(size)
        except (EOFError, OSError, zlib.error) as error:
            raise _Damaged(str(error)) from None

    def tell(self) -> int:
        """The position in the decompressed data."""
        return self._file.tell()


class _Lines(DecompressingBufferedReader):  # type: ignore[misc]
    """What warcio reads from: it joins a line without an end block by block, which takes quadratic time."""

    def readline(self, length: int | None = None) -> bytes:
        """The next line of a header. Raises ``_Damaged`` if it is too long to be one."""
        most = 10 * MAX_LINE  # of which warcio reads a fifth: it counts what it has read in each block again
        line: bytes = super().readline(min(length or most, most))
        if len(line) > MAX_LINE:
            raise _Damaged(f"a line of a header has more than {MAX_LINE:,} bytes")
        return line


def read(file: BinaryIO) -> Iterator[Found]:
    """The articles of an archive; what else it holds (requests, images, redirects) is passed over."""
    number, record = 0, None
    compressed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    try:
        source = _Decompressed(file) if compressed else file
        archive = ArchiveIterator(source, arc2warc=True)
        archive.reader = _Lines(source)
        for number, record in enumerate(archive, 1):
            found = _record(record)
            if found is not None:
                place = f"record {number}"
                try:
                    yield replace(found(record), place=place)
                except UnreadableDocument as error:
                    yield Fault(str(error), place, skipped=isinstance(error, NoArticle))
    except (ArchiveLoadFailed, ValueError, OSError, _Damaged) as error:
        raise UnreadableDocument(f"damaged after record {number}: {error}") from None
    if record is None:
        raise UnreadableDocument("no records: not a WARC file, or an empty one")
    if _record(record) is None and _is_cut_off(record):
        yield Fault("the record is cut off", f"record {number}")


def _record(record: Any) -> Any:
    """The function that reads a record, or None if it holds no article."""
    if record.rec_type == "conversion":
        return _text if _media_type(record.rec_headers) == "text/plain" else None
    if record.rec_type == "response" and record.http_headers is not None:
        answered = record.http_headers.get_statuscode() == "200"
        return _page if answered and _media_type(record.http_headers) in PAGES else None
    if record.rec_type == "resource":
        return _page if _media_type(record.rec_headers) in PAGES else None
    return None


def _media_type(headers: Any) -> str:
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _page(record: Any) -> Document:
    headers = record.http_headers or record.rec_headers
    _, _, charset = (headers.get_header("Content-Type") or "").lower().partition("charset=")
    address = record.rec_headers.get_header("WARC-Target-URI")
    return web_pages.page(_content(record), address, charset.strip("\"' ;") or None)


def _text(record: Any) -> Document:
    try:
        text, notes = characters.decode(_content(record))
    except characters.UndecodableText as error:
        raise UnreadableDocument(str(error)) from None
    return Document(text, url=record.rec_headers.get_header("WARC-Target-URI"), mended=notes)


def _content(record: Any) -> bytes:
    """The decoded content. Raises ``UnreadableDocument`` if it is too long; no more than that is decompressed."""
    content: bytes = record.content_stream().read(web_pages.MAX_BYTES + 1)
    if len(content) > web_pages.MAX_BYTES:
        raise UnreadableDocument(f"longer than {web_pages.MAX_BYTES:,} bytes when decoded, the limit for a page")
    if _is_cut_off(record):
        raise UnreadableDocument("the record is cut off")
    return content


def _is_cut_off(record: Any) -> bool:
    """Whether a record that has been read is shorter than it says, or ended before it said so."""
    announced = record.rec_headers.get_header("Content-Length")
    return announced is None or getattr(record.raw_stream, "limit", 0) > 0
