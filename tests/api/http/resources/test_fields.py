"""Fields: times and words."""

from __future__ import annotations

from datetime import UTC, datetime

import marshmallow as ma
import pytest

from api.http.resources.fields import Moment, Words


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-06-19", "2023-06-19T00:00:00Z"),
        ("2023-06-19T09:30:00Z", "2023-06-19T09:30:00Z"),
        ("2023-06-19t09:30:00z", "2023-06-19T09:30:00Z"),
        ("2023-06-19 09:30:00Z", "2023-06-19T09:30:00Z"),
        ("2023-06-19T09:30:00", "2023-06-19T09:30:00Z"),
        ("2023-06-19T00:30:00+02:00", "2023-06-18T22:30:00Z"),
        ("2023-06-19T23:30:00-05:30", "2023-06-20T05:00:00Z"),
        ("2023-06-19T09:30:00-00:00", "2023-06-19T09:30:00Z"),
        ("2023-06-19T09:30:00.5Z", "2023-06-19T09:30:00.500000Z"),
        ("2023-06-19T09:30:00.123456789Z", "2023-06-19T09:30:00.123456Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("0001-01-01", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ],
)
def test_a_time_is_converted_to_utc(text: str, moment: str) -> None:
    loaded = Moment().deserialize(text)
    assert loaded.tzinfo is UTC
    assert Moment().serialize("at", {"at": loaded}) == moment


@pytest.mark.parametrize(
    "value",
    [
        "", " ", "2023", "2023-06", "2023-6-19", "20230619", "19.06.2023", "2023-06-19T", "2023-06-19T09",
        "2023-06-19T09:30Z", "2023-06-19T09:30:00+0200", "2023-06-19T09:30:00+02", "2023-06-19T09:30:00 02:00",
        "2023-06-19Z", "2023-06-19+02:00", "2023-W25-1", " 2023-06-19", "2023-06-19 ", "2023-06-19\n", "２０２３-06-19",
        "2023-13-01", "2023-02-29", "2023-06-19T24:00:00Z", "2023-06-19T23:59:60Z", "2023-06-19T09:30:00+24:00",
        "2023-06-19T09:30:00+02:60", "0000-01-01", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "now",
        1687132800, 1.5, True, [], {},
    ],
)  # fmt: skip
def test_an_invalid_time_is_rejected(value: object) -> None:
    with pytest.raises(ma.ValidationError):
        Moment().deserialize(value)


def test_a_missing_time_is_null() -> None:
    assert Moment(allow_none=True).deserialize(None) is None
    assert Moment().serialize("at", {"at": None}) is None
    assert Moment().serialize("at", {"at": datetime(2023, 6, 19, tzinfo=UTC)}) == "2023-06-19T00:00:00Z"


def test_words_are_separated_by_spaces() -> None:
    thai = "ที่" * 40
    assert Words().deserialize(thai) == thai
    with pytest.raises(ma.ValidationError, match="at most 32 words"):
        Words().deserialize("ที่ " * 33)
