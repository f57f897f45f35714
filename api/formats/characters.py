"""Decodes the bytes of a text, and mends what went wrong with its characters before it was sent."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from attribution.article import characters
from attribution.article.replacements import replaced

WINDOWS = "Windows-1252"
REFERENCES = "character references"
MOJIBAKE = "mojibake"
NUL = "NUL characters"
MAX_SAMPLE = 200_000  # bytes from which the encoding is guessed
# Of English news, the likelier first; others cannot be told from these in a text that is mostly ASCII.
_LEGACY = ("cp1252", "mac_roman")
_NAMES = {"cp1252": WINDOWS, "mac_roman": "Mac OS Roman"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UndecodableText(ValueError):
    """The bytes are not text in an encoding that is read; the message says so."""


def decode(raw: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of some bytes, and a note on its encoding unless that is UTF-8.

    A byte order mark decides; then UTF-8, if the bytes are valid, since nothing else looks like it; then the encoding
    that the document or the protocol declares; then a guess. Raises ``UndecodableText``.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = _decoded(raw, encoding)
            if text is None:
                raise UndecodableText(f"not text: it begins with a byte order mark of {encoding}, but is not valid")
            return text, () if mark == codecs.BOM_UTF8 else (f"decoded from {encoding.upper()}",)
    text = _decoded(raw, "utf-8")
    if text is not None:
        return text, ()
    legacy = _legacy_name(declared) or _guess(raw)
    text = _decoded(raw, legacy) if legacy else None
    if text is None or legacy is None:
        raise UndecodableText("not text in UTF-8, UTF-16, Windows-1252 or Mac OS Roman")
    return text, (f"decoded from {_NAMES.get(legacy, legacy)}",)


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with the characters that references and mojibake stand for, and notes on what was mended."""
    notes = []
    if "\0" in text:
        text = text.replace("\0", "")
        notes.append(f"{NUL} removed")
    readable = replaced(text, characters.encoded_characters(text))
    if readable is None:
        return text, tuple(notes)
    if _fewer(characters.REFERENCE.findall, text, readable.text):
        notes.append(f"{REFERENCES} replaced")
    if _fewer(characters.SEQUENCE.findall, text, readable.text):
        notes.append(f"{MOJIBAKE} mended")
    return readable.text, tuple(notes)


def _fewer(find: Callable[[str], list[str]], before: str, after: str) -> bool:
    return len(find(after)) < len(find(before))


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _legacy_name(declared: str | None) -> str | None:
    """The declared encoding as browsers take it: ISO 8859-1 and ASCII mean Windows-1252 (WHATWG Encoding)."""
    try:
        name = codecs.lookup(declared.strip()).name if declared else None
    except (LookupError, UnicodeError):
        return None
    if name in ("utf-8", "utf-16", "utf-32"):
        return None  # which it is not
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _guess(raw: bytes) -> str | None:
    """The legacy encoding that makes the most sense of the bytes; None if they are hardly text."""
    from charset_normalizer import from_bytes

    if b"\0" in raw:
        return None
    found = from_bytes(raw[:MAX_SAMPLE], cp_isolation=list(_LEGACY))
    best = min(found, key=lambda match: (match.chaos, _LEGACY.index(match.encoding)), default=None)
    return best.encoding if best is not None else None
