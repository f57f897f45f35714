"""Text files as article texts: UTF-8 or a clear refusal, and never a character changed."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import BinaryIO

from attribution.article.text import MAX_CHARACTERS

STDIN = "-"
MAX_BYTES = 4 * MAX_CHARACTERS + len(codecs.BOM_UTF8)  # a code point takes at most four bytes


class UnreadableFile(Exception):
    """A file, or a line of one, that holds no article; the message says why, without the file's name."""


def read(name: str) -> str:
    """The text of a file, or of standard input for "-". Raises ``UnreadableFile``.

    Line ends stay as they are; a byte order mark is the encoding's, not the text's, and is left out.
    """
    try:
        if name == STDIN:
            return decoded(_some(sys.stdin.buffer))
        with Path(name).open("rb") as file:
            return decoded(_some(file))
    except OSError as error:
        raise UnreadableFile(error.strerror or str(error)) from error


def decoded(raw: bytes) -> str:
    """Bytes of UTF-8 as text. Raises ``UnreadableFile`` with the offset of the first bad byte."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableFile("not UTF-8: the file begins with a mark of UTF-16")
    start = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    try:
        return raw[start:].decode("utf8")
    except UnicodeDecodeError as error:
        at = start + error.start
        raise UnreadableFile(f"not UTF-8: byte 0x{raw[at]:02x} at offset {at}") from None


def printable(name: str) -> str:
    """A file's name as text that can be encoded, whatever bytes the file system holds."""
    return name.encode("utf8", "surrogateescape").decode("utf8", "replace")


def _some(file: BinaryIO) -> bytes:
    raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise UnreadableFile(f"longer than {MAX_CHARACTERS:,} characters, the longest text that is read")
    return raw
