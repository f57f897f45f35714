"""Strictly validated fields of requests and responses: text, times in UTC, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import marshmallow as ma

from api.http.representations.records import timestamp

MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d\d):(\d\d))?)?",
    re.ASCII,
)


class Text(ma.fields.String):
    """A string without NUL or lone surrogates, and not blank, so that every part of the service can store it."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if "\x00" in text:
            raise ma.ValidationError(f"Contains a NUL character at offset {text.index(chr(0))}.")
        try:
            text.encode("utf8")
        except UnicodeEncodeError as error:
            raise ma.ValidationError(f"Contains a lone surrogate at offset {error.start}.") from None
        if not text.strip():
            raise ma.ValidationError("Must not be blank.")
        return text


class Words(Text):
    """Text of 1 to 32 words, with at least one letter or digit."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not any(character.isalnum() for character in text):
            raise ma.ValidationError("Must contain a letter or a digit.")
        if len(text.split()) > 32:  # not by \w, which does not match combining marks within Thai words
            raise ma.ValidationError("Must have at most 32 words.")
        return text


def formed(fault: Callable[[str], str | None]) -> Callable[[str], None]:
    """A marshmallow validator from one of the rules in ``api.store.formats``."""

    def check(text: str) -> None:
        found = fault(text)
        if found is not None:
            raise ma.ValidationError(f"{found[0].upper()}{found[1:]}.")

    return check


def matching(pattern: str, error: str) -> Callable[[str], None]:
    """A marshmallow validator for a pattern of the whole value; the contract has it by the field's metadata."""
    compiled = re.compile(pattern, re.ASCII)

    def check(text: str) -> None:
        if compiled.fullmatch(text) is None:
            raise ma.ValidationError(error)

    return check


LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"  # the form of a BCP 47 tag
NAME = ma.validate.Length(max=1000)  # for names and words used as filters, as long as any in the archive


class Moment(ma.fields.Field[datetime]):
    """A date or an RFC 3339 date-time; in UTC without an offset, at midnight without a time."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> datetime:
        match = MOMENT.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise ma.ValidationError(
                'Must be a date or date-time such as "2023-06-19", "2023-06-19T09:30:00Z" or '
                '"2023-06-19T11:30:00+02:00" (in a URL, write + as %2B).'
            )
        try:
            return _moment(match)
        except (ValueError, OverflowError):
            raise ma.ValidationError("There is no such date or time.") from None

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else timestamp(value.astimezone(UTC))


def _moment(match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    microsecond = int((match[7] or "0").ljust(6, "0")[:6])
    hours, minutes = int(match[10] or 0), int(match[11] or 0)
    if hours > 23 or minutes > 59:
        raise ValueError("no such offset")
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if match[9] == "-" else 1)
    return datetime(year, month, day, hour, minute, second, microsecond, timezone(offset)).astimezone(UTC)


class Limit(ma.fields.Integer):
    """A page size from 1 to 200, in digits."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if not (isinstance(value, str) and re.fullmatch(r"\d{1,3}", value, re.ASCII) and 1 <= int(value) <= 200):
            raise ma.ValidationError("Must be a whole number from 1 to 200.")
        return int(value)


class AnyOf(ma.fields.List[Any]):
    """A parameter that can be repeated up to 20 times, and matches any of its values."""

    def __init__(
        self, inner: ma.fields.Field[Any], description: str, default: Sequence[StrEnum] = (), **options: Any
    ) -> None:
        text = f"{description} Can be repeated: matches any of the values."
        metadata = {"description": text, "maxItems": 20, **options}
        if default:
            metadata["default"] = [value.value for value in default]
        super().__init__(
            inner,
            load_default=tuple(default),
            validate=ma.validate.Length(max=20, error="Must be given at most 20 times."),
            metadata=metadata,
        )

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        try:
            return tuple(super()._deserialize(value, attr, data, **kwargs))
        except ma.ValidationError as error:
            messages = error.messages if isinstance(error.messages, dict) else {0: error.messages}
            raise ma.ValidationError([str(text) for texts in messages.values() for text in texts]) from None


class Truth(ma.fields.Boolean):
    """``true`` or ``false``, in no other spelling."""

    def __init__(self, **options: Any) -> None:
        super().__init__(truthy={"true"}, falsy={"false"}, **options)


class JsonBoolean(ma.fields.Boolean):
    """``true`` or ``false`` in JSON, and not a number or text in their place."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise ma.ValidationError("Not a valid boolean.")
        return value


class Share(ma.fields.Float):
    """A number from 0 to 1."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> float:
        plain = isinstance(value, str) and re.fullmatch(r"-?\d{1,20}(\.\d{0,40})?([eE]-?\d{1,3})?", value, re.ASCII)
        if not plain or not 0 <= float(value) <= 1:
            raise ma.ValidationError("Must be a number from 0 to 1.")
        return float(value)


def instant(description: str, *, nullable: bool = False, required: bool = True) -> Moment:
    """A time in a response."""
    metadata = {
        "type": "string", "format": "date-time", "description": description, "example": "2023-06-19T00:00:00Z",
    }  # fmt: skip
    return Moment(required=required, allow_none=nullable, metadata=metadata)


def moment(description: str, example: str, **options: Any) -> Moment:
    """A time in a request."""
    text = f"{description} A date (midnight UTC) or an RFC 3339 date-time; without an offset, in UTC."
    return Moment(metadata={"type": "string", "description": text, "example": example}, **options)


def string(description: str, example: str | None = None, *, nullable: bool = False) -> ma.fields.String:
    """A string in a response."""
    metadata = {"description": description} | ({} if example is None else {"example": example})
    return ma.fields.String(required=True, allow_none=nullable, metadata=metadata)


def count(description: str, example: int = 12) -> ma.fields.Integer:
    """A count in a response."""
    metadata = {"description": description, "minimum": 0, "example": example}
    return ma.fields.Integer(required=True, metadata=metadata)
