"""Which forms addresses, names and headlines have: one rule for whatever brings them, over HTTP or from files.

Each function says in a sentence's end what is wrong ("is not ..."), or returns ``None``.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata

MAX_ADDRESS = 2000
MAX_NAME = 200
# What stands in an address as it is (RFC 3986), and letters beyond ASCII (RFC 3987); all else is percent-encoded.
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
# Unicode's marks that turn the direction of what follows them: a name with them reads as another one.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def fault_of_address(address: str) -> str | None:
    """Of an absolute http(s) address: where an article was published, or who a speaker is elsewhere."""
    if len(address) > MAX_ADDRESS:
        return f"is longer than {MAX_ADDRESS:,} characters"
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return _fault_of_form(address)
    if found["scheme"].lower() not in ("http", "https"):
        return "is not an absolute http or https address"
    authority = _AUTHORITY.fullmatch(found["authority"])
    if "@" in found["authority"]:
        return "has a user's name or password in it"
    if authority is None or int(authority["port"] or 0) > 65_535:
        return "names no host, or no port from 0 to 65535"
    return None if _is_host(authority["name"], authority["v6"]) else "names no host"


def _fault_of_form(address: str) -> str:
    odd = _NOT_IN_ADDRESS.search(address)
    if odd is None or "://" not in address[: odd.start()]:
        return "is not an absolute http or https address (RFC 3986)"
    return f"has U+{ord(odd[0]):04X} at offset {odd.start()}, which must be percent-encoded"


def _is_host(name: str | None, v6: str | None) -> bool:
    if name is None:
        try:
            return bool(ipaddress.IPv6Address(v6 or ""))
        except ValueError:
            return False
    labels = name.removesuffix(".").split(".")
    letters = all(char.isascii() or unicodedata.category(char)[0] in "LMN" for char in name)
    return len(name) <= 253 and letters and all(_LABEL.fullmatch(label) for label in labels)


def fault_of_name(name: str) -> str | None:
    """Of the name of a source, a speaker, a key or whoever corrects: one line, that reads as it is stored."""
    fault = fault_of_line(name)
    if fault is None and _TURNING.search(name):
        return "has a character that turns the direction of the text"
    return fault


def fault_of_line(text: str) -> str | None:
    """Of a headline or a name: no control characters. Line ends and tabs count as spaces (``folded``)."""
    return _fault_of_controls("".join(text.split()))


def fault_of_prose(text: str) -> str | None:
    """Of a reason of several lines: no control characters but line ends and tabs."""
    return _fault_of_controls(text.translate({9: None, 10: None, 13: None}))


def _fault_of_controls(text: str) -> str | None:
    control = next((char for char in text if unicodedata.category(char) in ("Cc", "Cs")), None)
    return None if control is None else f"has a control character, U+{ord(control):04X}"


def folded(text: str) -> str:
    """The text as one line, with one space where any number of them, tabs or line ends are."""
    return " ".join(text.split())
