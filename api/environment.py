"""Reads settings from the environment: rejects unknown variables, and parses values by the type of the setting."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

PREFIX = "SAIDBY_"
# read by the engine, and by commands that send articles to a service; both do not know the settings of the service
OTHERS = ("SAIDBY_PIPELINE", "SAIDBY_KEY")
# Variables that Kubernetes and Docker add to containers next to a service named "saidby".
_SERVICE_LINK = re.compile(r"SAIDBY_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT_\d+_(TCP|UDP)(_\w+)?)", re.ASCII)
_LINKED = re.compile(r"(tcp|udp)://")
_OURS = re.compile(r"saidby[_-]", re.IGNORECASE)
_BOOLEANS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}


class SettingError(ValueError):
    """A variable is not a setting, or its value is invalid; the message names it."""


def variable(setting: str) -> str:
    """The name of a setting's environment variable."""
    return PREFIX + setting.upper()


def refuse_unknown(environment: Mapping[str, str], settings: Iterable[str]) -> None:
    """Raise ``SettingError`` for a variable with our prefix that is not a setting, which may be a typo."""
    known = sorted({*map(variable, settings), *OTHERS})
    unknown = [name for name in sorted(environment) if _OURS.match(name) and name not in known]
    wrong = [name for name in unknown if not _is_service_link(name, environment[name])]
    if wrong:
        raise SettingError("; ".join(_unknown_message(name, known) for name in wrong))


def _is_service_link(name: str, value: str) -> bool:
    return bool(_SERVICE_LINK.fullmatch(name) or (name == "SAIDBY_PORT" and _LINKED.match(value)))


def _unknown_message(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name.upper().replace("-", "_"), known, n=1, cutoff=0.8)
    hint = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(known)}"
    return f"{_printable(name)} is not a setting; {hint}"


def read(setting: str, kind: object, text: str) -> Any:
    """Parse a value according to the setting's type annotation. Raises ``SettingError``."""
    for types, parse, expected in _PARSERS:
        if kind in types:
            try:
                return parse(text)
            except ValueError:
                raise SettingError(f'{variable(setting)} must be {expected}, not "{_printable(text)}"') from None
    raise TypeError(f"settings of type {kind} are not supported")


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        raise ValueError
    return int(text)


def _number(text: str) -> float:
    if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?", text):
        raise ValueError
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    return number


def _boolean(text: str) -> bool:
    if text.lower() not in _BOOLEANS:
        raise ValueError
    return _BOOLEANS[text.lower()]


def _text(text: str) -> str:
    text.encode("utf8")  # UnicodeEncodeError is a ValueError
    if not text.isprintable():
        raise ValueError
    return text


_PARSERS: tuple[tuple[tuple[object, ...], Callable[[str], Any], str], ...] = (
    ((int, int | None), _integer, "a whole number"),
    ((float, float | None), _number, "a number"),
    ((bool, bool | None), _boolean, "true or false"),
    ((Path, Path | None), Path, "a path"),
    ((str, str | None), _text, "printable text in UTF-8"),
)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
