"""Reads articles from files: ``.txt``, with a ``.json`` for its metadata, ``.json`` and ``.jsonl``."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from attribution.model import text_digest

from ..http.members import InvalidMembers, article
from ..store.inputs import ArticleInput
from ..strict_json import InvalidJSON, loads
from .text_files import MAX_BYTES, UnreadableFile, decode, printable, prose, read

SUFFIXES = (".txt", ".json", ".jsonl")
# Members of gold and of the output of `saidby attribute` that are not fields of an article; they are ignored.
IGNORED = frozenset({"file", "line", "text_sha256", "quotations", "not_quotations", "aliases"})
MAX_LINE = 3 * MAX_BYTES  # bytes; JSON may escape a character of four bytes as twelve: "\ud83d\ude00"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article read from a file or from a line of a file, or the problem that prevented it.

    ``origin`` names the file, and the line of a ``.jsonl`` file; ``line`` is the line number, from 1. ``skipped``: the
    entry is a JSON file in a folder that is not an article, which is not an error.
    """

    origin: str
    article: ArticleInput | None = None
    problem: str = ""
    skipped: bool = False
    line: int | None = None


def seeds() -> Path:
    """The folder of the bundled articles: in the checkout, or otherwise in the installed package."""
    checkout = Path(__file__).resolve().parent.parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "seeds"
    return Path(str(resources.files("api") / "seeds"))


def suffix(file: Path) -> str:
    """The suffix of a file name in lower case."""
    return file.suffix.lower()


def files(paths: Iterable[str], problems: list[Entry] | None = None) -> Iterator[tuple[Path, bool]]:
    """The article files at ``paths``, each once, and whether each was found in a folder.

    Folders are searched recursively, in alphabetical order. Missing paths, unreadable folders and folders without
    articles are added to ``problems``. A ``.json`` file next to a ``.txt`` file of the same name is that article's
    metadata, not an article.
    """
    seen: set[Path] = set()
    problems = [] if problems is None else problems
    for name in paths:
        path = Path(name)
        folder = path.is_dir()
        if not name or not (folder or path.exists()):  # an empty name would mean the current folder
            problems.append(Entry(printable(name) or '""', problem="there is no such file or folder"))
            continue
        for file in _inside(path, problems) if folder else [path]:
            text = file.with_suffix(".txt") if suffix(file) == ".json" else None
            real = (text if text and text.is_file() else file).resolve()
            if real in seen or (folder and real != file.resolve()):
                continue
            seen.add(real)
            yield (file if real == file.resolve() else file.with_suffix(".txt")), folder


def count(file: Path) -> int:
    """The approximate number of entries in a file, for a progress bar."""
    try:
        if suffix(file) != ".jsonl" or not stat.S_ISREG(file.stat().st_mode):  # a pipe can be read only once
            return 1
        with file.open("rb") as lines:
            return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))
    except OSError:
        return 1


def entries(file: Path, *, in_folder: bool = False, default: ArticleInput | None = None) -> Iterator[Entry]:
    """The articles of one file, or its problems. ``default`` provides the source and date of articles without them."""
    origin = printable(str(file))
    readers = {".txt": _text_file, ".json": _json_file}
    if suffix(file) == ".jsonl":
        yield from _lines(file, default)
    elif suffix(file) not in readers:
        yield Entry(origin, problem=f"not an article file ({', '.join(SUFFIXES)})")
    else:
        try:
            found = readers[suffix(file)](file)
        except UnreadableFile as error:
            yield Entry(origin, problem=str(error))
        else:
            if found is None:
                yield Entry(origin, problem='not an article: it has no "text"', skipped=in_folder)
            else:
                yield Entry(origin, _with_defaults(found, default))


def _inside(folder: Path, problems: list[Entry]) -> list[Path]:
    """The article files in a folder and its subfolders, sorted by name, except hidden ones."""

    def unreadable(error: OSError) -> None:
        problems.append(Entry(printable(str(error.filename)), problem=error.strerror or str(error)))

    found = []
    for root, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        visible = (Path(root, name) for name in names if not name.startswith("."))
        found += [file for file in visible if suffix(file) in SUFFIXES and file.is_file()]
    if not found:
        wanted = ", ".join(SUFFIXES)
        problems.append(
            Entry(printable(str(folder)), problem=f"nothing to read: it contains no article files ({wanted})")
        )
    return sorted(found)


def _text_file(file: Path) -> ArticleInput:
    text = prose(str(file))
    metadata = file.with_suffix(".json")
    if not metadata.is_file():
        return ArticleInput(text)
    try:
        members = _object(read(str(metadata)))
        if members.get("text", text) != text:
            raise UnreadableFile("it contains a different text")
        return replace(_article(members | {"text": "-"}, text), text=text)
    except UnreadableFile as error:
        raise UnreadableFile(f"its metadata file {printable(metadata.name)}: {error}") from error


def _json_file(file: Path) -> ArticleInput | None:
    value = _object(read(str(file), MAX_LINE))
    return _article(value) if "text" in value else None


def _lines(file: Path, default: ArticleInput | None) -> Iterator[Entry]:
    name = printable(str(file))
    try:
        with file.open("rb") as lines:
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
                    yield replace(_line(origin, raw, default), line=number)
    except OSError as error:
        yield Entry(name, problem=error.strerror or str(error))


def _line(origin: str, raw: bytes, default: ArticleInput | None) -> Entry:
    try:
        value = _object(decode(raw))
        if "text" not in value:
            raise UnreadableFile('not an article: it has no "text"')
        return Entry(origin, _with_defaults(_article(value), default))
    except UnreadableFile as error:
        return Entry(origin, problem=str(error))


def _object(text: str) -> dict[str, Any]:
    try:
        value = loads(text)
    except InvalidJSON as error:
        raise UnreadableFile(f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise UnreadableFile("not an article: the JSON value is not an object")
    return value


def _article(value: dict[str, Any], text: str | None = None) -> ArticleInput:
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


def _with_defaults(article: ArticleInput, default: ArticleInput | None) -> ArticleInput:
    if default is None:
        return article
    return replace(
        article,
        source=article.source or default.source,
        published_at=article.published_at or default.published_at,
    )
