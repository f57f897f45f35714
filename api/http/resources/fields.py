"""Fields of requests and responses: text without traps, moments in UTC, numbers in plain digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import marshmallow as ma

MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d\d):(\d\d))?)?",
    re.ASCII,
)


class Text(ma.fields.String):
    """A string that every part of the service can hold: no NUL, no lone surrogate, and not blank."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if "\x00" in text:
            raise ma.ValidationError(f"Has a NUL character at offset {text.index(chr(0))}.")
        try:
            text.encode("utf8")
        except UnicodeEncodeError as error:
            raise ma.ValidationError(f"Has a lone surrogate at offset {error.start}.") from None
        if not text.strip():
            raise ma.ValidationError("Must not be blank.")
        return text


class Words(Text):
    """Text of 1 to 32 words."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not any(character.isalnum() for character in text):
            raise ma.ValidationError("Must have a letter or a digit.")
        if len(text.split()) > 32:  # not by \w, which ends at the marks inside a word of Thai
            raise ma.ValidationError("Must have at most 32 words.")
        return text


def formed(fault: Callable[[str], str | None]) -> Callable[[str], None]:
    """A validator by one of the rules of ``api.store.forms``."""

    def check(text: str) -> None:
        found = fault(text)
        if found is not None:
            raise ma.ValidationError(f"{found[0].upper()}{found[1:]}.")

    return check


NAME = ma.validate.Length(max=1000)  # of what the archive shows as a name or a word, and takes as a filter


class Moment(ma.fields.Field[datetime]):
    """A date or a date-time of RFC 3339 as a moment; UTC where it names no offset, midnight where no time."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> datetime:
        match = MOMENT.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise ma.ValidationError(
                'Must be a date or date-time such as "2023-06-19", "2023-06-19T09:30:00Z" or '
                '"2023-06-19T11:30:00+02:00" (in an address, write + as %2B).'
            )
        try:
            return _moment(match)
        except (ValueError, OverflowError):
            raise ma.ValidationError("There is no such date or time.") from None

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _moment(match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    microsecond = int((match[7] or "0").ljust(6, "0")[:6])
    hours, minutes = int(match[10] or 0), int(match[11] or 0)
    if hours > 23 or minutes > 59:
        raise ValueError("no such offset")
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if match[9] == "-" else 1)
    return datetime(year, month, day, hour, minute, second, microsecond, timezone(offset)).astimezone(UTC)


class Limit(ma.fields.Integer):
    """How many at once: 1 to 200, in plain digits."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if not (isinstance(value, str) and re.fullmatch(r"\d{1,3}", value, re.ASCII) and 1 <= int(value) <= 200):
            raise ma.ValidationError("Must be a whole number from 1 to 200.")
        return int(value)


class AnyOf(ma.fields.List[Any]):
    """A parameter that may be repeated: any of its values, at most 20."""

    def __init__(self, inner: ma.fields.Field[Any], description: str, **options: Any) -> None:
        told = f"{description} Given several times, any of the values."
        metadata = {"description": told, "maxItems": 20, **options}
        super().__init__(
            inner,
            load_default=(),
            validate=ma.validate.Length(max=20, error="Given more than 20 times."),
            metadata=metadata,
        )

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        try:
            return tuple(super()._deserialize(value, attr, data, **kwargs))
        except ma.ValidationError as error:
            messages = error.messages if isinstance(error.messages, dict) else {0: error.messages}
            raise ma.ValidationError([str(text) for texts in messages.values() for text in texts]) from None


class Truth(ma.fields.Boolean):
    """``true`` or ``false``, and no other spelling."""

    def __init__(self, **options: Any) -> None:
        super().__init__(truthy={"true"}, falsy={"false"}, **options)


class Share(ma.fields.Float):
    """A number from 0 to 1 in plain digits."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> float:
        plain = isinstance(value, str) and re.fullmatch(r"-?\d{1,20}(\.\d{0,40})?([eE]-?\d{1,3})?", value, re.ASCII)
        if not plain or not 0 <= float(value) <= 1:
            raise ma.ValidationError("Must be a number from 0 to 1.")
        return float(value)


def instant(description: str, *, nullable: bool = False) -> Moment:
    """A moment in a response."""
    metadata = {
        "type": "string", "format": "date-time", "description": description, "example": "2023-06-19T00:00:00Z",
    }  # fmt: skip
    return Moment(required=True, allow_none=nullable, metadata=metadata)


def moment(description: str, example: str, **options: Any) -> Moment:
    """A moment in a request."""
    told = f"{description} A date, which is its midnight in UTC, or a date-time of RFC 3339; without an offset, in UTC."
    return Moment(metadata={"type": "string", "description": told, "example": example}, **options)


def string(description: str, example: str | None = None, *, nullable: bool = False) -> ma.fields.String:
    """A string in a response."""
    metadata = {"description": description} | ({} if example is None else {"example": example})
    return ma.fields.String(required=True, allow_none=nullable, metadata=metadata)


def count(description: str, example: int = 12) -> ma.fields.Integer:
    """A number of things in a response."""
    metadata = {"description": description, "minimum": 0, "example": example}
    return ma.fields.Integer(required=True, metadata=metadata)
