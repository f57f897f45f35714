"""Articles in the format of ``POST /v1/articles``: an object in a ``.json`` file, or one per line of a ``.jsonl``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from attribution.model import text_digest

from ..formats import characters
from ..http.members import InvalidMembers, article
from ..store.inputs import ArticleInput
from ..strict_json import InvalidJSON, loads
from .entries import Entry
from .text_files import MAX_BYTES, UnreadableFile, decode, printable

# Members of gold and of the output of `saidby attribute` that are not fields of an article; they are ignored.
IGNORED = frozenset({"file", "line", "text_sha256", "quotations", "not_quotations", "aliases"})
MAX_LINE = 3 * MAX_BYTES  # bytes; JSON may escape a character of four bytes as twelve: "\ud83d\ude00"


Opened = Callable[[BinaryIO], object]  # called with a file that is being read


def unobserved(file: BinaryIO) -> None:
    """Do nothing with a file that is being read."""


def of_lines(file: Path, opened: Opened = unobserved) -> Iterator[Entry]:
    """The article of each line, or its problem."""
    name = printable(str(file))
    try:
        with file.open("rb") as lines:
            opened(lines)
            for number, raw in enumerate(iter(lambda: lines.readline(MAX_LINE), b""), 1):
                origin = f"{name} line {number}"
                whole = len(raw) < MAX_LINE or raw.endswith(b"\n")
                while not whole:  # skip the rest of a line that is too long
                    more = lines.readline(MAX_LINE)
                    whole = not more or more.endswith(b"\n")
                    raw = b""
                if not raw:
                    yield Entry(origin, problem=f"longer than {MAX_LINE:,} bytes")
                elif raw.strip():
                    yield replace(_of_line(origin, raw), line=number)
    except OSError as error:
        yield Entry(name, problem=error.strerror or str(error))


def _of_line(origin: str, raw: bytes) -> Entry:
    try:
        value = json_object(decode(raw))
        if "text" not in value:
            raise UnreadableFile('not an article: it has no "text"')
        return of_object(origin, value)
    except UnreadableFile as error:
        return Entry(origin, problem=str(error))


def json_object(text: str) -> dict[str, Any]:
    """The object of a JSON text. Raises ``UnreadableFile``."""
    try:
        value = loads(text)
    except InvalidJSON as error:
        raise UnreadableFile(f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise UnreadableFile("not an article: the JSON value is not an object")
    return value


def of_object(origin: str, value: dict[str, Any]) -> Entry:
    """The article of an object. Its text is mended unless a digest says which text is meant.

    Raises ``UnreadableFile``.
    """
    found = validated(value)
    if value.get("text_sha256") is not None:
        return Entry(origin, found)
    text, mended = characters.mend(found.text)
    return Entry(origin, replace(found, text=text, mended=(*found.mended, *mended)))


def validated(value: dict[str, Any], text: str | None = None) -> ArticleInput:
    """Validate an article by the rules of the API. Raises ``UnreadableFile``.

    A ``text_sha256`` is checked against ``text`` if that is given, otherwise against the article's own.
    """
    try:
        found = article({name: member for name, member in value.items() if name not in IGNORED})
    except InvalidMembers as error:
        raise UnreadableFile(str(error)) from None
    if value.get("text_sha256") not in (None, text_digest(found.text if text is None else text)):
        raise UnreadableFile("text_sha256: Is the digest of a different text.")
    return found
