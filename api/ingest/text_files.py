"""Reads texts from files: in UTF-8 without changing any character, or in another encoding, which is said."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import BinaryIO

from attribution.article.text import MAX_CHARACTERS

from ..formats import characters
from ..formats.registry import is_json

STDIN = "-"
MAX_BYTES = 4 * MAX_CHARACTERS + len(codecs.BOM_UTF8)  # a code point takes at most four bytes


# The first bytes of files that are not in UTF-8, longer prefixes first.
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "not UTF-8: the file begins with a byte order mark of UTF-32"),
    (codecs.BOM_UTF32_BE, "not UTF-8: the file begins with a byte order mark of UTF-32"),
    (codecs.BOM_UTF16_LE, "not UTF-8: the file begins with a byte order mark of UTF-16"),
    (codecs.BOM_UTF16_BE, "not UTF-8: the file begins with a byte order mark of UTF-16"),
)
# The first bytes of files that are not plain text.
_OTHER_FORMATS = (
    (b"%PDF-", "a PDF file, not text"),
    (b"PK\x03\x04", "a zip archive (.docx, .odt, .epub or .zip), not text"),
    (b"\x1f\x8b", "compressed by gzip, not text"),
    (b"{\\rtf", "a Rich Text file, not plain text"),
    (b"\xd0\xcf\x11\xe0", "a document in an old Office format, not text"),
    (b"\x89PNG", "an image, not text"),
    (b"\xff\xd8\xff", "an image, not text"),
)


class UnreadableFile(Exception):
    """A file, or a line of it, contains no article; the message says why, without the name of the file."""


def read(name: str, max_bytes: int | None = None) -> str:
    """Read a file, or standard input for "-".

    Line ends are kept; a byte order mark is not part of the text. Raises ``UnreadableFile`` if it cannot be read, is
    not UTF-8, or is longer than ``max_bytes`` (default: ``MAX_BYTES``).
    """
    return decode(_read_bytes(name, MAX_BYTES if max_bytes is None else max_bytes))


def _read_bytes(name: str, max_bytes: int) -> bytes:
    if not name:
        raise UnreadableFile("the name of a file cannot be empty")
    try:
        if name == STDIN:
            if sys.stdin is None:  # closed by the shell: <&-
                raise UnreadableFile("standard input is closed")
            return _read_limited(sys.stdin.buffer, max_bytes)
        with Path(name).open("rb") as file:
            return _read_limited(file, max_bytes)
    except OSError as error:
        raise UnreadableFile(error.strerror or str(error)) from error


def prose(name: str) -> str:
    """Read the text of an article. Raises ``UnreadableFile``, also if the file contains JSON."""
    return _not_json(read(name))


def decoded_prose(name: str) -> tuple[str, tuple[str, ...]]:
    """Read the text of an article in whatever encoding it has, and a note on that unless it is UTF-8.

    Raises ``UnreadableFile``, also if the file contains JSON.
    """
    return decoded_text(_read_bytes(name, MAX_BYTES))


def decoded_text(raw: bytes, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of an article in bytes, as ``decoded_prose``; ``charset`` is the declared one, if any."""
    _reject(raw, _OTHER_FORMATS)
    if not raw.startswith(tuple(mark for mark, _ in _OTHER_ENCODINGS)):
        _reject_nul(raw)
    try:
        text, notes = characters.decode(raw, charset)
    except characters.UndecodableText as error:
        raise UnreadableFile(str(error)) from None
    return _not_json(text), notes


def _not_json(text: str) -> str:
    if is_json(text):
        raise UnreadableFile("JSON, not the text of an article; articles in JSON are read from .json and .jsonl files")
    return text


def decode(raw: bytes) -> str:
    """Decode UTF-8. Raises ``UnreadableFile``, which names the actual format or the first invalid byte."""
    _reject(raw, _OTHER_ENCODINGS + _OTHER_FORMATS)
    _reject_nul(raw)
    start = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    try:
        return raw[start:].decode("utf8")
    except UnicodeDecodeError as error:
        at = start + error.start
        raise UnreadableFile(f"not UTF-8: byte 0x{raw[at]:02x} at offset {at}; convert it to UTF-8 first") from None


def _reject(raw: bytes, others: tuple[tuple[bytes, str], ...]) -> None:
    """Raise ``UnreadableFile`` with the name of the format if the bytes begin like one of the others."""
    for prefix, description in others:
        if raw.startswith(prefix):
            raise UnreadableFile(f"{description}; save its text as UTF-8 first")


def _reject_nul(raw: bytes) -> None:
    if b"\0" in raw:
        pairs = raw[:1000]
        sides = (pairs[::2].count(0), pairs[1::2].count(0))
        wide = min(sides) == 0 and max(sides) >= max(len(pairs) // 4, 4)
        raise UnreadableFile(
            "not UTF-8: it looks like UTF-16" if wide else f"not text: a NUL byte at offset {raw.index(0)}"
        )


def printable(name: str) -> str:
    """A file name in a form that can be encoded in UTF-8, whatever bytes it contains."""
    return name.encode("utf8", "surrogateescape").decode("utf8", "replace")


def _read_limited(file: BinaryIO, max_bytes: int) -> bytes:
    raw = file.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise UnreadableFile(f"longer than {MAX_CHARACTERS:,} characters, the limit for a text")
    return raw
