"""Articles in files: ``.txt`` with a ``.json`` beside it, ``.json``, ``.jsonl``; and where the seeds are."""

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
from .text_files import MAX_BYTES, UnreadableFile, decoded, printable, prose, read

SUFFIXES = (".txt", ".json", ".jsonl")
# What gold and the output of `saidby attribute` have beside an article's own members; it is no part of what is kept.
BESIDE = frozenset({"file", "line", "text_sha256", "quotations", "not_quotations", "aliases"})
MAX_LINE = 3 * MAX_BYTES  # of JSON, which may write a character of four bytes as twelve: "\ud83d\ude00"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file, or a line of one, turned out to be: an article, or a problem.

    ``origin`` names the file, and the line of a file of lines, which ``line`` counts from 1. ``skipped`` marks a file
    that was met in a folder and is no article, so that its problem is none.
    """

    origin: str
    article: ArticleInput | None = None
    problem: str = ""
    skipped: bool = False
    line: int | None = None


def seeds() -> Path:
    """The folder of the articles written for this project: the checkout's, or else the packaged one."""
    checkout = Path(__file__).resolve().parent.parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "seeds"
    return Path(str(resources.files("api") / "seeds"))


def suffix(file: Path) -> str:
    """What sort of file it is, by the end of its name in any case."""
    return file.suffix.lower()


def files(paths: Iterable[str], problems: list[Entry] | None = None) -> Iterator[tuple[Path, bool]]:
    """The files at ``paths``, each once, and whether it was met in a folder; folders to all depths, by name.

    A path that is not there, a folder that cannot be read, and one without articles are ``problems``. A ``.json`` file
    that stands beside a ``.txt`` of its name describes that article and is no file of its own.
    """
    met: set[Path] = set()
    problems = [] if problems is None else problems
    for name in paths:
        path = Path(name)
        folder = path.is_dir()
        if not name or not (folder or path.exists()):  # an empty name would be the folder that one is in
            problems.append(Entry(printable(name) or '""', problem="there is no such file or folder"))
            continue
        for file in _inside(path, problems) if folder else [path]:
            described = file.with_suffix(".txt") if suffix(file) == ".json" else None
            real = (described if described and described.is_file() else file).resolve()
            if real in met or (folder and real != file.resolve()):
                continue
            met.add(real)
            yield (file if real == file.resolve() else file.with_suffix(".txt")), folder


def count(file: Path) -> int:
    """How many entries a file has, for a progress bar."""
    try:
        if suffix(file) != ".jsonl" or not stat.S_ISREG(file.stat().st_mode):  # a pipe could be read only once
            return 1
        with file.open("rb") as lines:
            return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))
    except OSError:
        return 1


def entries(file: Path, *, in_folder: bool = False, default: ArticleInput | None = None) -> Iterator[Entry]:
    """The articles of one file. ``default`` gives the source and date of those that state none themselves."""
    origin = printable(str(file))
    readers = {".txt": _text_file, ".json": _json_file}
    if suffix(file) == ".jsonl":
        yield from _lines(file, default)
    elif suffix(file) not in readers:
        yield Entry(origin, problem=f"not a file of articles ({', '.join(SUFFIXES)})")
    else:
        try:
            found = readers[suffix(file)](file)
        except UnreadableFile as error:
            yield Entry(origin, problem=str(error))
        else:
            if found is None:
                yield Entry(origin, problem='no article: it has no "text"', skipped=in_folder)
            else:
                yield Entry(origin, _completed(found, default))


def _inside(folder: Path, problems: list[Entry]) -> list[Path]:
    """The files of articles in a folder, to all depths and by name, but hidden ones."""

    def unreadable(error: OSError) -> None:
        problems.append(Entry(printable(str(error.filename)), problem=error.strerror or str(error)))

    found = []
    for at, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        visible = (Path(at, name) for name in names if not name.startswith("."))
        found += [file for file in visible if suffix(file) in SUFFIXES and file.is_file()]
    if not found:
        wanted = ", ".join(SUFFIXES)
        problems.append(Entry(printable(str(folder)), problem=f"nothing to read: no file of articles ({wanted}) in it"))
    return sorted(found)


def _text_file(file: Path) -> ArticleInput:
    text = prose(str(file))
    beside = file.with_suffix(".json")
    if not beside.is_file():
        return ArticleInput(text)
    try:
        described = _object(read(str(beside)))
        if described.get("text", text) != text:
            raise UnreadableFile("it has a text of its own, which is another")
        return replace(_article(described | {"text": "-"}, text), text=text)
    except UnreadableFile as error:
        raise UnreadableFile(f"{printable(beside.name)} beside it: {error}") from error


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
                while not whole:  # pass over the rest of a line that is too long
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
        value = _object(decoded(raw))
        if "text" not in value:
            raise UnreadableFile('no article: it has no "text"')
        return Entry(origin, _completed(_article(value), default))
    except UnreadableFile as error:
        return Entry(origin, problem=str(error))


def _object(text: str) -> dict[str, Any]:
    try:
        value = loads(text)
    except InvalidJSON as error:
        raise UnreadableFile(f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise UnreadableFile("not an article: the JSON is no object")
    return value


def _article(value: dict[str, Any], text: str | None = None) -> ArticleInput:
    """The article of an object, by the rules of the API; a digest is that of ``text``. Raises ``UnreadableFile``."""
    try:
        found = article({name: member for name, member in value.items() if name not in BESIDE})
    except InvalidMembers as error:
        raise UnreadableFile(str(error)) from None
    if value.get("text_sha256") not in (None, text_digest(found.text if text is None else text)):
        raise UnreadableFile("text_sha256: Is the digest of another text.")
    return found


def _completed(article: ArticleInput, default: ArticleInput | None) -> ArticleInput:
    if default is None:
        return article
    return replace(
        article,
        source=article.source or default.source,
        published_at=article.published_at or default.published_at,
    )
