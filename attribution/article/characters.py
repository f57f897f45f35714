"""Read character references ("&quot;") and mojibake ("â€œ") in a plain text as the characters they stand for.

Mojibake is what becomes of UTF-8 that was read as Windows-1252.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from .replacements import Replacement

REFERENCE = re.compile(r"&(?:amp;){0,3}(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# The characters that Windows-1252 has for the bytes 0x80 to 0xBF, which continue a sequence of UTF-8. The bytes that it
# leaves undefined become control characters.
_BYTES = {bytes([b]).decode("cp1252", "replace"): b for b in range(0x80, 0xC0)} | {chr(b): b for b in range(0x80, 0xC0)}
_BYTES.pop("\ufffd")
_CONTINUED = f"[{re.escape(''.join(_BYTES))}]"
# Sequences whose last byte was lost, or became U+FFFD: Windows-1252 does not define it, a soft hyphen was removed, or a
# no-break space became a plain one. The likeliest character that ends so, by where it stands.
_LETTER = r"[^\W\d_]"
_LOST = {
    rf"â€\ufffd?(?![\w{re.escape(''.join(_BYTES))}])": "”",
    rf"(?<!{_LETTER})Ã\ufffd?(?={_LETTER})": "Á",  # "Ãngel"
    r"(?<=[a-zà-ÿ])Ã(?=[a-zà-ÿ])|(?<=[A-Z])Ã(?=\s)": "í",  # "GarcÃa", "NÃ Bhriain"
    r"Ã (?=[.,;:!?])|Ã(?=[\s.,;:!?]|$)": "à",  # "voilÃ "
    r"Â ": "\xa0",  # "4Â km"
    rf"(?<!{_LETTER})Å\ufffd": "Ł",
    r"Å\ufffd": "ō",
    r"Ä\ufffd": "č",
}
_WHOLE = rf"[Â-ß]{_CONTINUED}|[à-ï]{_CONTINUED}{{2}}|[ð-ô]{_CONTINUED}{{3}}"
SEQUENCE = re.compile("|".join([f"({_WHOLE})", *(f"({lost})" for lost in _LOST)]))
# What tells that a text is mojibake; "Ã" and "Â" before a mark or a dash may be the end of a word in capitals.
TELLING = re.compile(r"â€|[ÂÃ][\xa0¡-¿]")


def encoded_characters(text: str) -> list[Replacement]:
    """The references and the sequences of mojibake, each with the character that it stands for."""
    found = _found(REFERENCE, text, _referred) if "&" in text else []
    return found + _found(SEQUENCE, text, _decoded) if TELLING.search(text) else found


def _found(pattern: re.Pattern[str], text: str, decode: Callable[[re.Match[str]], str]) -> list[Replacement]:
    """The places of a pattern that stand for a single character."""
    places = []
    for match in pattern.finditer(text):
        character = decode(match)
        if len(character) != 1 and match[0].startswith("&amp;"):
            character = html.unescape(html.unescape(character))  # "&amp;quot;"
        if len(character) == 1 and not "\ud800" <= character <= "\udfff" and character != "\ufffd":
            places.append(Replacement(match.start(), match.end(), character))
    return places


def _referred(reference: re.Match[str]) -> str:
    return html.unescape(reference[0])


def _decoded(sequence: re.Match[str]) -> str:
    """The character of a sequence of mojibake; the sequence itself, or U+FFFD, if it is none."""
    if sequence[1] is None:
        return list(_LOST.values())[(sequence.lastindex or 0) - 2]
    data = bytes([ord(sequence[0][0]), *(_BYTES[character] for character in sequence[0][1:])])
    return data.decode("utf8", "replace")
