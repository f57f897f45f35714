"""Text files as article texts: UTF-8 or a clear refusal, and never a character changed."""

from __future__ import annotations

import codecs
import json
import sys
from pathlib import Path
from typing import BinaryIO

from attribution.article.text import MAX_CHARACTERS

STDIN = "-"
MAX_BYTES = 4 * MAX_CHARACTERS + len(codecs.BOM_UTF8)  # a code point takes at most four bytes


# How files begin that are not plain text in UTF-8, the longer beginnings first.
_OTHER_FORMATS = (
    (codecs.BOM_UTF32_LE, "not UTF-8: the file begins with a mark of UTF-32"),
    (codecs.BOM_UTF32_BE, "not UTF-8: the file begins with a mark of UTF-32"),
    (codecs.BOM_UTF16_LE, "not UTF-8: the file begins with a mark of UTF-16"),
    (codecs.BOM_UTF16_BE, "not UTF-8: the file begins with a mark of UTF-16"),
    (b"%PDF-", "a PDF file, not text"),
    (b"PK\x03\x04", "a zip archive (.docx, .odt, .epub or .zip), not text"),
    (b"\x1f\x8b", "compressed by gzip, not text"),
    (b"{\\rtf", "a Rich Text file, not plain text"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office program, not text"),
    (b"\x89PNG", "a picture, not text"),
    (b"\xff\xd8\xff", "a picture, not text"),
)


class UnreadableFile(Exception):
    """A file, or a line of one, that holds no article; the message says why, without the file's name."""


def read(name: str, most: int | None = None) -> str:
    """The text of a file, or of standard input for "-", of at most so many bytes. Raises ``UnreadableFile``.

    Line ends stay as they are; a byte order mark is the encoding's, not the text's, and is left out.
    """
    most = MAX_BYTES if most is None else most
    if not name:
        raise UnreadableFile("the name of a file cannot be empty")
    try:
        if name == STDIN:
            if sys.stdin is None:  # as a shell's <&- leaves it
                raise UnreadableFile("standard input is closed")
            return decoded(_some(sys.stdin.buffer, most))
        with Path(name).open("rb") as file:
            return decoded(_some(file, most))
    except OSError as error:
        raise UnreadableFile(error.strerror or str(error)) from error


def prose(name: str) -> str:
    """The text of a file that is an article's text and not data about one. Raises ``UnreadableFile``."""
    text = read(name)
    if _is_json(text):
        raise UnreadableFile("JSON, not the text of an article; articles in JSON are read from .json and .jsonl files")
    return text


def _is_json(text: str) -> bool:
    """Whether the text, or the first line of it, is an object or a list of objects."""
    if text[:1000].lstrip()[:1] not in ("{", "["):
        return False
    for part in (text, text.strip().partition("\n")[0]):
        try:
            value = json.loads(part)
        except (ValueError, RecursionError):
            continue
        return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))
    return False


def decoded(raw: bytes) -> str:
    """Bytes of UTF-8 as text. Raises ``UnreadableFile`` with what they are instead, or where the first bad byte is."""
    _refuse_other_formats(raw)
    start = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    try:
        return raw[start:].decode("utf8")
    except UnicodeDecodeError as error:
        at = start + error.start
        raise UnreadableFile(f"not UTF-8: byte 0x{raw[at]:02x} at offset {at}; convert it to UTF-8 first") from None


def _refuse_other_formats(raw: bytes) -> None:
    """Say what a file is that is not text. Raises ``UnreadableFile``."""
    for beginning, what in _OTHER_FORMATS:
        if raw.startswith(beginning):
            raise UnreadableFile(f"{what}; save its text in UTF-8 first")
    if b"\0" in raw:
        pairs = raw[:1000]
        sides = (pairs[::2].count(0), pairs[1::2].count(0))
        wide = min(sides) == 0 and max(sides) >= max(len(pairs) // 4, 4)
        raise UnreadableFile(
            "not UTF-8: it looks like UTF-16" if wide else f"not text: a NUL byte at offset {raw.index(0)}"
        )


def printable(name: str) -> str:
    """A file's name as text that can be encoded, whatever bytes the file system holds."""
    return name.encode("utf8", "surrogateescape").decode("utf8", "replace")


def _some(file: BinaryIO, most: int) -> bytes:
    raw = file.read(most + 1)
    if len(raw) > most:
        raise UnreadableFile(f"longer than {MAX_CHARACTERS:,} characters, the longest text that is read")
    return raw
