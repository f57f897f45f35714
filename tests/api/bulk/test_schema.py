"""The schema of quotations follows the engine's record."""

from __future__ import annotations

from dataclasses import fields

import pyarrow as pa

from api.bulk.schema import QUOTATIONS
from attribution.model import Quotation


def test_each_member_of_the_record_is_a_column() -> None:
    assert QUOTATIONS.names[4:] == [field.name for field in fields(Quotation)]
    assert not QUOTATIONS.field("text").nullable
    assert QUOTATIONS.field("speaker").nullable
    assert QUOTATIONS.field("spans").type == pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))
