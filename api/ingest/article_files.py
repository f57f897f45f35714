"""Reads articles from files: texts with a ``.json`` for their metadata, articles in JSON, and foreign formats."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from importlib import resources
from pathlib import Path

from ..formats import characters, registry
from ..formats.documents import Document, Fault, Found, members
from ..formats.isolation import Reader
from ..formats.registry import suffix
from ..http.members import InvalidMembers, article
from ..outbound.fetching import FetchFailed, fetch
from ..store.inputs import ArticleInput
from .article_objects import MAX_LINE, Opened, json_object, of_lines, of_object, unobserved, validated
from .entries import Entry
from .text_files import UnreadableFile, decoded_prose, printable, read

BULK_MANIFEST = "saidby-bulk.json"  # the file by which a folder is known as the output of `saidby bulk`
SUFFIXES = (".txt", ".json", ".jsonl", *registry.SUFFIXES)


def seeds() -> Path:
    """The folder of the bundled articles: in the checkout, or otherwise in the installed package."""
    checkout = Path(__file__).resolve().parent.parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "seeds"
    return Path(str(resources.files("api") / "seeds"))


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


def all_entries(files: Iterable[tuple[Path, bool]], default: ArticleInput | None = None) -> Iterator[Entry]:
    """The articles of files, which were or were not found in a folder, or their problems."""
    with closing(Reader()) as reader:
        for file, in_folder in files:
            yield from entries(file, in_folder=in_folder, default=default, reader=reader)


def fetched(urls: Iterable[str], hosts: Collection[str], default: ArticleInput | None = None) -> Iterator[Entry]:
    """The articles of URLs, fetched from the named hosts alone; the address of a single page is its URL."""
    with closing(Reader()) as reader:
        for url in urls:
            for each in _of_url(url, hosts, reader):
                yield each if default is None else with_defaults(each, default)


def _of_url(url: str, hosts: Collection[str], reader: Reader) -> Iterator[Entry]:
    try:
        response = fetch(url, hosts)
    except FetchFailed as error:
        yield Entry(url, problem=str(error))
        return
    form = registry.of_media_type(response.media_type, io.BytesIO(response.content))
    if form is None:
        yield Entry(url, problem=f'articles are not read from the media type "{response.media_type}"')
        return
    for found in reader.read_bytes(form, response.content):
        if form.single and isinstance(found, Document) and found.url is None:
            found = replace(found, url=response.url)
        yield entry(url, found)


def entries(
    file: Path,
    *,
    in_folder: bool = False,
    default: ArticleInput | None = None,
    reader: Reader | None = None,
    opened: Opened = unobserved,
) -> Iterator[Entry]:
    """The articles of one file, or its problems. ``default`` provides the source and date of articles without them.

    ``reader`` is the process for foreign formats; without it, one is started for this file if it is needed. ``opened``
    is called with the open file if it may have several articles.
    """
    empty = True
    for found in _entries(file, in_folder, reader, opened):
        empty = False
        yield found if default is None else with_defaults(found, default)
    if empty:
        yield Entry(printable(str(file)), problem="there are no articles in it", skipped=True)


def _entries(file: Path, in_folder: bool, reader: Reader | None, opened: Opened) -> Iterator[Entry]:
    origin = printable(str(file))
    if suffix(file) == ".jsonl":
        yield from of_lines(file, opened)
    elif suffix(file) in registry.SUFFIXES:
        yield from _of_foreign(file, None, reader, opened)
    elif suffix(file) not in SUFFIXES:
        yield Entry(origin, problem=f"not an article file ({', '.join(SUFFIXES)})")
    else:
        try:
            value = None if suffix(file) == ".txt" else json_object(read(str(file), MAX_LINE))
            if value is None:
                yield _of_text(origin, file)
            elif "text" in value:
                yield of_object(origin, value)
            elif registry.is_ninjs(value):
                yield from _of_foreign(file, registry.named("ninjs"), reader, opened)
            else:
                yield Entry(origin, problem='not an article: it has no "text"', skipped=in_folder)
        except UnreadableFile as error:
            yield Entry(origin, problem=str(error))


def _inside(folder: Path, problems: list[Entry]) -> list[Path]:
    """The article files in a folder and its subfolders, sorted by name, except hidden ones."""

    def unreadable(error: OSError) -> None:
        problems.append(Entry(printable(str(error.filename)), problem=error.strerror or str(error)))

    found = []
    for root, folders, names in os.walk(folder, onerror=unreadable):
        if BULK_MANIFEST in names:  # its tables are not articles to attribute
            problems.append(Entry(printable(root), problem="output of saidby bulk; name this folder itself to load it"))
            folders[:] = []
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        visible = (Path(root, name) for name in names if not name.startswith("."))
        found += [file for file in visible if suffix(file) in SUFFIXES and file.is_file()]
    if not found:
        wanted = ", ".join(SUFFIXES)
        problems.append(
            Entry(printable(str(folder)), problem=f"nothing to read: it contains no article files ({wanted})")
        )
    return sorted(found)


def _of_text(origin: str, file: Path) -> Entry:
    """A text with the metadata beside it. It is mended unless the metadata say which text is meant."""
    text, decoded = decoded_prose(str(file))
    metadata = file.with_suffix(".json")
    if not metadata.is_file():
        mended, notes = characters.mend(text)
        return Entry(origin, ArticleInput(mended, mended=(*decoded, *notes)))
    try:
        value = json_object(read(str(metadata)))
        if value.get("text", text) != text:
            raise UnreadableFile("it contains a different text")
        found = validated(value | {"text": "-"}, text)
    except UnreadableFile as error:
        raise UnreadableFile(f"its metadata file {printable(metadata.name)}: {error}") from error
    fixed = "text" in value or value.get("text_sha256") is not None
    mended, notes = (text, ()) if fixed else characters.mend(text)
    return Entry(origin, replace(found, text=mended, mended=(*decoded, *notes)))


def _of_foreign(file: Path, form: registry.Format | None, reader: Reader | None, opened: Opened) -> Iterator[Entry]:
    origin = printable(str(file))
    process = reader or Reader()
    try:
        with file.open("rb") as content:
            opened(content)
            form = form or registry.of_file(file, content)
            if form is not None:
                for found in process.read(form, content):
                    yield entry(origin, found)
    except OSError as error:
        yield Entry(origin, problem=error.strerror or str(error))
    finally:
        if reader is None:
            process.close()


def entry(origin: str, found: Found) -> Entry:
    """What a reader found as an entry: validated by the rules of the API."""
    origin = f"{origin} {found.place}".strip()
    if isinstance(found, Fault):
        return Entry(origin, problem=found.problem, skipped=found.skipped)
    try:
        return Entry(origin, article(members(found)))
    except InvalidMembers as error:
        return Entry(origin, problem=str(error))


def with_defaults(entry: Entry, default: ArticleInput) -> Entry:
    """The entry with the source and date of ``default`` if it has none."""
    if entry.article is None:
        return entry
    source, published_at = entry.article.source, entry.article.published_at
    found = replace(entry.article, source=source or default.source, published_at=published_at or default.published_at)
    return replace(entry, article=found)
