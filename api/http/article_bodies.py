"""Reads articles from the body of a request in any of the formats that are read, told by its ``Content-Type``."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from flask import Request, current_app, g

from ..formats import characters, registry
from ..formats.documents import Document, Fault, Found, members
from ..formats.isolation import Reader
from .body_lines import read_parts
from .errors import Problem
from .requests import read_bytes, read_json

JSON = "application/json"
TEXT = "text/plain"
MENDED = "Mended"  # the header of the response that says what was changed in the text
SINGLE = sorted({TEXT, *(name for form in registry.FORMATS if form.single for name in form.media_types)})
SEVERAL = sorted(
    {*registry.XML_MEDIA_TYPES, *(name for form in registry.FORMATS if not form.single for name in form.media_types)}
)


def read_article(request: Request) -> Any:
    """The members of the one article in a body; the value itself of JSON that is not a ninjs item.

    Raises a ``Problem``, also for a body with several articles.
    """
    if request.mimetype == JSON:
        value = read_json(request)
        if not isinstance(value, dict) or not registry.is_ninjs(value):
            return value
        return members(_only(_reader().read_bytes(registry.named("ninjs"), json.dumps(value).encode())))
    if request.mimetype != TEXT and request.mimetype not in (*SINGLE, *SEVERAL):
        accepted = ", ".join([JSON, *SINGLE, *SEVERAL])
        detail = f"The body must be an article in one of these formats: {accepted}."
        raise Problem("unsupported-media-type", detail, headers={"Accept": accepted})
    body = read_bytes(request)
    if request.mimetype == TEXT:
        return _plain_text(body, request.mimetype_params.get("charset"))
    form = registry.of_media_type(request.mimetype, io.BytesIO(body))
    return members(_only(_reader().read_bytes(form, body) if form is not None else []))


def read_articles(request: Request, max_size: int) -> Iterator[Document | Fault] | None:
    """What is found in a body of several articles; None if its media type is not that of such a format.

    The body is kept in a temporary file meanwhile. Raises a ``Problem``, or ``RequestEntityTooLarge`` for more than
    ``max_size`` bytes.
    """
    return _found(request, max_size) if request.mimetype in (*SINGLE, *SEVERAL) and request.mimetype != TEXT else None


def _found(request: Request, max_size: int) -> Iterator[Found]:
    with tempfile.TemporaryFile() as file:
        for part in read_parts(request, max_size):
            file.write(part)
        file.seek(0)
        form = registry.of_media_type(request.mimetype, file)
        if form is not None:
            yield from _read(form, file)


def _read(form: registry.Format, file: IO[bytes]) -> Iterator[Found]:
    for found in _reader().read(form, file):  # type: ignore[arg-type]  # a temporary file has a descriptor
        if isinstance(found, Document):
            _note(found.mended)
        if isinstance(found, Document) or not found.skipped:
            yield found


def _only(found: list[Found]) -> Document:
    documents = [each for each in found if isinstance(each, Document)]
    faults = [each for each in found if isinstance(each, Fault) and not each.skipped]
    if len(documents) > 1:
        raise Problem("invalid-body", f"The body has {len(documents)} articles: post it to /v1/articles/batch.")
    if faults or not documents:
        problem = (faults or [each for each in found if isinstance(each, Fault)] or [Fault("it has no article")])[0]
        raise Problem(
            "invalid-body", f"The body cannot be read: {problem.place} {problem.problem}.".replace(":  ", ": ")
        )
    _note(documents[0].mended)
    return documents[0]


def _plain_text(body: bytes, charset: str | None) -> dict[str, Any]:
    try:
        text, decoded = characters.decode(body, charset)
    except characters.UndecodableText as error:
        raise Problem("malformed-request", f"The body is {error}.") from None
    if registry.is_json(text):
        raise Problem("unsupported-media-type", f"The body is JSON: send it as {JSON}.", headers={"Accept": JSON})
    text, mended = characters.mend(text)
    notes = (*decoded, *mended)
    _note(notes)
    return {"text": text, **({"mended": list(notes)} if notes else {})}


def _note(mended: tuple[str, ...]) -> None:
    """Remember what was mended, for the header of the response."""
    g.mended = dict.fromkeys([*getattr(g, "mended", ()), *mended])


def mended_header() -> dict[str, str]:
    """The header of the response that says what was mended in the text; none if nothing was."""
    notes = getattr(g, "mended", ())
    return {MENDED: ", ".join(notes)} if notes else {}


def _reader() -> Reader:
    reader: Reader = current_app.extensions["saidby-reader"]
    return reader
