"""Articles in files: ``.txt`` with a ``.json`` beside it, ``.json``, ``.jsonl``; and where the seeds are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from .store.inputs import ArticleInput
from .text_files import MAX_BYTES, UnreadableFile, decoded, printable, read

SUFFIXES = (".txt", ".json", ".jsonl")
METADATA = ("source", "title", "url")
MAX_LINE = 3 * MAX_BYTES  # of JSON, which may write a character of four bytes as twelve: "\ud83d\ude00"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file, or a line of one, turned out to be: an article, or a problem.

    ``skipped`` marks a file that was met in a folder and is no article, so that its problem is none.
    """

    origin: str
    article: ArticleInput | None = None
    problem: str = ""
    skipped: bool = False


def seeds() -> Path:
    """The folder of the articles written for this project: the checkout's, or else the packaged one."""
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "seeds"
    return Path(str(resources.files("api") / "seeds"))


def files(paths: Iterable[str]) -> Iterator[tuple[Path, bool]]:
    """The files at ``paths``, each once, and whether it was met in a folder; folders to all depths, by name.

    A ``.json`` file that stands beside a ``.txt`` of its name describes that article and is no file of its own.
    """
    met: set[Path] = set()
    for path in map(Path, paths):
        folder = path.is_dir()
        for file in _inside(path) if folder else [path]:
            described = file.with_suffix(".txt") if file.suffix == ".json" else None
            real = (described if described and described.is_file() else file).resolve()
            if real in met or (folder and real != file.resolve()):
                continue
            met.add(real)
            yield (file if real == file.resolve() else file.with_suffix(".txt")), folder


def count(file: Path) -> int:
    """How many entries a file has, for a progress bar."""
    if file.suffix != ".jsonl":
        return 1
    try:
        with file.open("rb") as lines:
            return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))
    except OSError:
        return 1


def entries(file: Path, *, in_folder: bool = False, default: ArticleInput | None = None) -> Iterator[Entry]:
    """The articles of one file. ``default`` gives the source and date of those that state none themselves."""
    origin = printable(str(file))
    readers = {".txt": _text_file, ".json": _json_file}
    if file.suffix == ".jsonl":
        yield from _lines(file, default)
    elif file.suffix not in readers:
        yield Entry(origin, problem=f"not a file of articles ({', '.join(SUFFIXES)})")
    else:
        try:
            article = readers[file.suffix](file)
        except UnreadableFile as error:
            yield Entry(origin, problem=str(error))
        else:
            if article is None:
                yield Entry(origin, problem='no article: it has no "text"', skipped=in_folder)
            else:
                yield Entry(origin, _completed(article, default))


def parse_date(value: str) -> datetime:
    """A date or time in the form of ISO 8601; without a time zone it is in UTC. Raises ``ValueError``."""
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        raise ValueError(f'"{value}" is no date such as 2023-06-19 or 2023-06-19T08:30:00Z') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _inside(folder: Path) -> list[Path]:
    found = (file for suffix in SUFFIXES for file in folder.rglob(f"*{suffix}") if file.is_file())
    return sorted(f for f in found if not any(part.startswith(".") for part in f.relative_to(folder).parts))


def _text_file(file: Path) -> ArticleInput:
    text = read(str(file))
    beside = file.with_suffix(".json")
    if not beside.is_file():
        return ArticleInput(text)
    try:
        described = _object(read(str(beside)))
        if described.get("text", text) != text:
            raise UnreadableFile("it has a text of its own, which is another")
        return _article({**described, "text": text})
    except UnreadableFile as error:
        raise UnreadableFile(f"{printable(beside.name)} beside it: {error}") from error


def _json_file(file: Path) -> ArticleInput | None:
    value = _object(read(str(file)))
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
                    yield _line(origin, raw, default)
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
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"not JSON: {error.msg} at line {error.lineno} column {error.colno}") from None
    except (ValueError, RecursionError):
        raise UnreadableFile("not JSON that can be read: it is nested too deeply, or a number is too long") from None
    if not isinstance(value, dict):
        raise UnreadableFile("not an article: the JSON is no object")
    return value


def _article(value: dict[str, Any]) -> ArticleInput:
    for key in ("text", "published_at", *METADATA):
        if not isinstance(value.get(key), str) and (key == "text" or value.get(key) is not None):
            raise UnreadableFile(f'"{key}" must be a string')
    date = value.get("published_at")
    try:
        published_at = parse_date(date) if date else None
    except ValueError as error:
        raise UnreadableFile(f'"published_at": {error}') from None
    given = {key: (value.get(key) or "").strip() or None for key in METADATA}
    return ArticleInput(value["text"], published_at=published_at, **given)


def _completed(article: ArticleInput, default: ArticleInput | None) -> ArticleInput:
    if default is None:
        return article
    return replace(
        article,
        source=article.source or default.source,
        published_at=article.published_at or default.published_at,
    )
