"""Read gold in the record's form: a folder of ``.txt`` and ``.json`` pairs, one such ``.json``, or a ``.jsonl``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import AttributionError
from ..model import Factuality, QuotationType, Span, text_digest
from .entries import Entry

TYPES = {kind.value for kind in QuotationType}
FACTUALITIES = {value.value for value in Factuality}


class GoldError(AttributionError):
    """The gold cannot be read; the message names the file and the problem."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its gold.

    ``not_quotations`` are passages for which no speaker may be named (titles, mottoes); ``aliases`` are other accepted
    names of speakers; ``digest`` is the SHA-256 of the gold file or line.
    """

    name: str
    text: str
    entries: tuple[Entry, ...]
    not_quotations: tuple[Span, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    digest: str = ""


def read(path: Path) -> list[Article]:
    """Read the articles, ordered by name (by line for a ``.jsonl``). Raises ``GoldError`` if there are none."""
    if path.is_dir():
        files = [file for file in sorted(path.glob("*.json")) if file.with_suffix(".txt").is_file()]
        articles = [article for file in files for article in read(file)]
    elif path.suffix == ".json":
        raw = _bytes(path)
        articles = [_article(_parsed(raw, str(path)), raw, path.with_suffix(".txt"), str(path))]
    else:
        articles = list(_lines(path))
    if not articles:
        raise GoldError(f"{path}: no gold here: wanted .txt files with .json beside them, or lines of JSON")
    return articles


def _lines(path: Path) -> Iterator[Article]:
    for number, line in enumerate(_bytes(path).splitlines(), 1):
        if line.strip():
            where = f"{path}: line {number}"
            record = _parsed(line, where)
            yield _article(record, line, path.parent / str(record.get("file", "")), where)


def _article(record: dict[str, Any], raw: bytes, beside: Path, where: str) -> Article:
    """The article of one record. Its text is in the field ``text`` or in the file ``beside``."""
    text = record.get("text")
    if text is None:
        if not beside.is_file():
            raise GoldError(f"{where}: no text: neither a field of that name nor the file {beside}")
        text = _decoded(_bytes(beside), str(beside))
    try:
        digest = text_digest(text)
    except (UnicodeEncodeError, AttributeError) as error:
        raise GoldError(f"{where}: the text is no Unicode text: {error}") from error
    if record.get("text_sha256") not in (None, digest):
        raise GoldError(f"{where}: text_sha256 is of another text")
    quotations = record.get("quotations")
    if not isinstance(quotations, list):
        raise GoldError(f"{where}: no list of quotations")
    return Article(
        name=str(record.get("file") or beside.name),
        text=text,
        entries=tuple(_entry(q, text, f"{where}: quotation {n}") for n, q in enumerate(quotations)),
        not_quotations=_spans(record.get("not_quotations"), text, f"{where}: not_quotations"),
        aliases={str(name): tuple(map(str, names)) for name, names in (record.get("aliases") or {}).items()},
        digest=hashlib.sha256(raw).hexdigest(),
    )


def _entry(value: Any, text: str, where: str) -> Entry:
    if not isinstance(value, dict):
        raise GoldError(f"{where}: not an object")
    if value.get("type") not in TYPES:
        raise GoldError(f"{where}: type {value.get('type')!r} is none of {', '.join(sorted(TYPES))}")
    factuality = value.get("factuality")
    if factuality is not None and factuality not in FACTUALITIES:
        raise GoldError(f"{where}: factuality {factuality!r} is none of {', '.join(sorted(FACTUALITIES))}")
    speaker = value.get("speaker")
    if speaker is not None and not _has_name(speaker):
        raise GoldError(f"{where}: speaker is neither null nor an object with a name")
    members = speaker.get("members") or [] if speaker else []
    if not (isinstance(members, list) and all(map(_has_name, members))):
        raise GoldError(f"{where}: members is no list of objects with names")
    spans = _spans(value.get("spans"), text, f"{where}: spans")
    if not spans:
        raise GoldError(f"{where}: no spans")
    return Entry(
        type=value["type"],
        spans=spans,
        cue=_spans(value.get("cue"), text, f"{where}: cue"),
        mention=_spans(value.get("mention"), text, f"{where}: mention"),
        speaker=speaker["name"] if speaker else None,
        members=tuple(member["name"] for member in members),
        factuality=factuality,
    )


def _has_name(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("name"), str)


def _spans(value: Any, text: str, where: str) -> tuple[Span, ...]:
    """Parse an object with ``start`` and ``end``, or a list of such objects."""
    found = []
    for item in value if isinstance(value, list) else [value] if value else []:
        start, end = (item.get("start"), item.get("end")) if isinstance(item, dict) else (None, None)
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise GoldError(f"{where}: no stretch of the text: {item!r:.80}")
        found.append(Span(start, end))
    return tuple(found)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}") from error


def _decoded(raw: bytes, where: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError(f"{where}: not UTF-8: byte at offset {error.start}") from error


def _parsed(raw: bytes, where: str) -> dict[str, Any]:
    try:
        record = json.loads(_decoded(raw, where))
    except ValueError as error:
        raise GoldError(f"{where}: not JSON: {error}") from error
    if not isinstance(record, dict):
        raise GoldError(f"{where}: not a JSON object")
    return record
