"""The codec: every kind of field to plain JSON values and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

import pytest

from attribution.codec import decoder, encoder, members


class Colour(StrEnum):
    RED = "red"


class Point(NamedTuple):
    x: int
    y: float = 0.5


@dataclass(frozen=True, slots=True)
class Box:
    name: str
    points: tuple[Point, ...] = ()
    colour: Colour | None = None
    inside: Box | None = None
    note: Annotated[str | None, "anything"] = None


FULL = Box("a", (Point(1, 2.0), Point(3, 4.5)), Colour.RED, Box("b"), "n")
NOTHING = {"points": [], "colour": None, "inside": None, "note": None}
ROWS: list[tuple[Any, dict[str, Any]]] = [
    (Box("b"), {"name": "b", **NOTHING}),
    (
        FULL,
        {
            "name": "a",
            "points": [{"x": 1, "y": 2.0}, {"x": 3, "y": 4.5}],
            "colour": "red",
            "inside": {"name": "b", **NOTHING},
            "note": "n",
        },
    ),
    (Point(1), {"x": 1, "y": 0.5}),
]


@pytest.mark.parametrize(("value", "expected"), ROWS, ids=str)
def test_there_and_back(value: Any, expected: dict[str, Any]) -> None:
    record = encoder(type(value))(value)
    assert record == expected
    assert type(record.get("colour")) is not Colour
    assert decoder(type(value))(json.loads(json.dumps(record))) == value


@pytest.mark.parametrize(
    ("record", "expected"), [({"name": "a"}, Box("a")), ({"name": "a", "later": 1}, Box("a"))], ids=str
)
def test_what_is_missing_has_its_default_and_what_is_no_field_is_left_out(record: Any, expected: Box) -> None:
    assert decoder(Box)(record) == expected


@pytest.mark.parametrize(
    ("record", "error"), [({"points": []}, TypeError), ({"name": "a", "colour": "blue"}, ValueError)], ids=str
)
def test_what_is_no_record_is_refused(record: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        decoder(Box)(record)


def test_the_fields_keep_their_order_and_their_annotations() -> None:
    assert list(members(Box)) == ["name", "points", "colour", "inside", "note"]
    assert members(Box)["note"].__metadata__ == ("anything",)
