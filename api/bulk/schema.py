"""The tables of the output as Arrow schemas; that of quotations follows the engine's record."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

import pyarrow as pa

from attribution import codec
from attribution.model import Quotation

FORMAT = 2  # of the output; changes with the tables
_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64()}


@cache
def arrow_type(hint: Any) -> pa.DataType:
    """The Arrow type of a member of the engine's record."""
    if inner := codec.optional(hint):
        return arrow_type(inner)
    if item := codec.element(hint):
        return pa.list_(arrow_type(item))
    if codec.is_record(hint):  # its members may be null, since Spark fails on others where the whole is null
        return pa.struct([(name, arrow_type(codec.bare(each))) for name, each in codec.members(hint).items()])
    return pa.string() if issubclass(hint, StrEnum) else _PLAIN[hint]


def _columns(kind: type) -> list[pa.Field]:
    """The members of a record as columns."""
    hints = {name: codec.bare(hint) for name, hint in codec.members(kind).items()}
    return [pa.field(name, arrow_type(hint), codec.optional(hint) is not None) for name, hint in hints.items()]


def _required(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


_PLACE = [
    _required("file", pa.string()),  # as an absolute path
    pa.field("record", pa.string()),  # "row 3", "line 7"; null if the file is one article
]
ARTICLES = pa.schema(
    [
        _required("id", pa.string()),  # as in the archive
        _required("text_sha256", pa.string()),
        _required("text", pa.string()),
        pa.field("source", pa.string()),
        pa.field("url", pa.string()),
        pa.field("title", pa.string()),
        pa.field("byline", pa.string()),
        pa.field("published_at", pa.timestamp("us", "UTC")),
        *_PLACE,
        _required("mended", pa.list_(pa.string())),
        _required("words", pa.int64()),
        _required("quotations", pa.int64()),
        pa.field("unread", pa.string()),  # why the engine could not read it: failed, crashed, timed_out
        _required("engine", pa.string()),
    ]
)
QUOTATIONS = pa.schema(
    [
        _required("article_id", pa.string()),
        _required("text_sha256", pa.string()),
        _required("position", pa.int64()),  # in the article, from 0
        _required("engine", pa.string()),
        *_columns(Quotation),
    ]
)
ERRORS = pa.schema(
    [
        *_PLACE,
        _required("status", pa.string()),  # failed; unread: it is in the table of articles; skipped: no error
        _required("reason", pa.string()),
        pa.field("article_id", pa.string()),  # if its status is "unread"
    ]
)
TABLES = {"articles": ARTICLES, "quotations": QUOTATIONS, "errors": ERRORS}
