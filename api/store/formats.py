"""Validates the format of URLs, names and headlines, with the same rules for HTTP and for files.

The ``*_error`` functions return the predicate of an error message ("is not ..."), or None if the value is valid.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata

MAX_ADDRESS = 2000
MAX_NAME = 200
# Characters allowed in a URL (RFC 3986), and non-ASCII letters (RFC 3987); all others must be percent-encoded.
_LETTERS = "\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff\uf900-\ufdcf"
_LETTERS += "\ufdf0-\ufefe\uff00-\uffef\U00010000-\U0003fffd"
_CHARACTER = rf"[A-Za-z0-9._~!$&'()*+,;=:@/{_LETTERS}-]|%[0-9A-Fa-f]{{2}}"
_ADDRESS = re.compile(
    rf"(?P<scheme>[A-Za-z]+)://(?P<authority>[^/?#]*+)"
    rf"(?:/(?:{_CHARACTER})*+)?(?:\?(?:{_CHARACTER}|\?)*+)?(?:#(?:{_CHARACTER}|\?)*+)?"
)
_NOT_IN_ADDRESS = re.compile(rf"%(?![0-9A-Fa-f]{{2}})|[^A-Za-z0-9._~!$&'()*+,;=:@/?#%\[\]{_LETTERS}-]")
_AUTHORITY = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[^\[\]:@]+))(?::(?P<port>[0-9]{0,5}))?")
_LABEL = re.compile(rf"[A-Za-z0-9_{_LETTERS}-]{{1,63}}")
# Bidirectional formatting characters: with them, a name can be displayed as a different one.
_DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


def address_error(address: str) -> str | None:
    """Return why this is not a valid absolute http(s) URL of an article or an external identity."""
    if len(address) > MAX_ADDRESS:
        return f"is longer than {MAX_ADDRESS:,} characters"
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return _form_error(address)
    if found["scheme"].lower() not in ("http", "https"):
        return "is not an absolute http or https address"
    authority = _AUTHORITY.fullmatch(found["authority"])
    if "@" in found["authority"]:
        return "contains a user name or password"
    if authority is None or int(authority["port"] or 0) > 65_535:
        return "has no valid host, or a port outside the range from 0 to 65535"
    return None if _is_host(authority["name"], authority["v6"]) else "has no valid host"


def _form_error(address: str) -> str:
    odd = _NOT_IN_ADDRESS.search(address)
    if odd is None or "://" not in address[: odd.start()]:
        return "is not an absolute http or https address (RFC 3986)"
    return f"contains U+{ord(odd[0]):04X} at offset {odd.start()}, which must be percent-encoded"


def _is_host(name: str | None, v6: str | None) -> bool:
    if name is None:
        try:
            return bool(ipaddress.IPv6Address(v6 or ""))
        except ValueError:
            return False
    labels = name.removesuffix(".").split(".")
    letters = all(char.isascii() or unicodedata.category(char)[0] in "LMN" for char in name)
    return len(name) <= 253 and letters and all(_LABEL.fullmatch(label) for label in labels)


def name_error(name: str) -> str | None:
    """Return why this is not a valid name of a source, speaker, API key or author of a correction.

    In addition to the rules of ``line_error``, a name must be displayed as it is stored.
    """
    fault = line_error(name)
    if fault is None and _DIRECTION_OVERRIDES.search(name):
        return "contains a character that changes the text direction"
    return fault


def line_error(text: str) -> str | None:
    """Return why this is not a valid headline: control characters. Line breaks and tabs count as spaces."""
    return _control_character_error("".join(text.split()))


def prose_error(text: str) -> str | None:
    """Return why this is not valid multi-line text: control characters other than line breaks and tabs."""
    return _control_character_error(text.translate({9: None, 10: None, 13: None}))


def _control_character_error(text: str) -> str | None:
    control = next((char for char in text if unicodedata.category(char) in ("Cc", "Cs")), None)
    return None if control is None else f"has a control character, U+{ord(control):04X}"


def single_line(text: str) -> str:
    """Return the text on one line, with each run of whitespace collapsed to one space."""
    return " ".join(text.split())
