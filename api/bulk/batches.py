"""Attributes a batch of texts: Arrow in, Arrow out. Local processes and Spark's workers both call this function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from attribution import AttributionError, InvalidText, to_record
from attribution.model import Quotation

from ..engine_pool.process import AttributeFunction, limited, load
from ..engine_pool.time_limits import time_limits
from ..version import engine_version
from .schema import arrow_type

FAILED, INVALID = "failed", "invalid"
_NUMBER = pa.field("number", pa.int64(), nullable=False)  # of the text in its batch
TEXTS = pa.schema([_NUMBER, pa.field("text", pa.string(), nullable=False)])
RESULTS = pa.schema(
    [
        _NUMBER,
        pa.field("quotations", pa.list_(arrow_type(Quotation)), nullable=False),
        pa.field("failure", pa.string()),  # FAILED: a bug of the engine; INVALID: the text is not an article
        pa.field("problem", pa.string()),
        pa.field("engine", pa.string(), nullable=False),
    ]
)


def batch_of(texts: list[str]) -> pa.RecordBatch:
    """Texts as a batch."""
    return pa.RecordBatch.from_pydict({"number": range(len(texts)), "text": texts}, schema=TEXTS)


def attribute_batch(batch: pa.RecordBatch, attribute: AttributeFunction, timeout: float) -> pa.RecordBatch:
    """The quotations of each text of a batch (``TEXTS``), in its order, or why there are none (``RESULTS``).

    ``timeout``: the maximum time for a text in seconds. The kernel ends this process when a text takes longer than
    its length allows. Raises an ``AttributionError`` if there is no engine.
    """
    version = engine_version()
    rows = [
        {"number": row["number"], "engine": version, **_result(row["text"], attribute, timeout)}
        for row in batch.to_pylist()
    ]
    return pa.RecordBatch.from_pylist(rows, schema=RESULTS)


def _result(text: str, attribute: AttributeFunction, timeout: float) -> dict[str, Any]:
    try:
        with limited(time_limits(len(text), timeout)):
            return {"quotations": [to_record(quotation) for quotation in attribute(text)]}
    except InvalidText as error:
        return {"quotations": [], "failure": INVALID, "problem": str(error)}
    except AttributionError:
        raise
    except Exception as error:  # a bug of the engine fails one article, not the run
        return {"quotations": [], "failure": FAILED, "problem": f"{type(error).__name__}: {error}"}


def attribute_batches(batches: Iterable[pa.RecordBatch], function: str, timeout: float) -> Iterator[pa.RecordBatch]:
    """``attribute_batch`` for each batch, with the engine named by "module:function", which is loaded once."""
    attribute = load(function)
    for batch in batches:
        yield attribute_batch(batch, attribute, timeout)


def to_bytes(batch: pa.RecordBatch) -> bytes:
    """A batch with its schema as an Arrow IPC stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue())


def from_bytes(data: bytes) -> pa.RecordBatch:
    """The inverse of ``to_bytes``."""
    with pa.ipc.open_stream(data) as stream:
        return stream.read_next_batch()
