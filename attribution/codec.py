"""Converts dataclasses and named tuples to plain JSON values and back, by their type hints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

Converter = Callable[[Any], Any]


class Described(NamedTuple):
    """What a field holds, for the schemas: ``Annotated[int, Described("The number of words.", 12)]``."""

    description: str
    example: Any = ...
    minimum: float | None = None
    maximum: float | None = None


@cache
def members(kind: type) -> Mapping[str, Any]:
    """The fields of a dataclass or named tuple in their order, each with its type and the annotations of that."""
    return get_type_hints(kind, include_extras=True)


def is_record(hint: Any) -> bool:
    """Whether a type is written as a JSON object: a dataclass or a named tuple."""
    return isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields"))


def bare(hint: Any) -> Any:
    """A type without its annotations."""
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def optional(hint: Any) -> Any:
    """X of ``X | None``; None for any other type."""
    if get_origin(hint) not in (UnionType, Union):
        return None
    (inner,) = (part for part in get_args(hint) if part is not NoneType)
    return inner


def element(hint: Any) -> Any:
    """X of ``tuple[X, ...]``; None for any other type."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


@cache
def encoder(hint: Any) -> Converter:
    """A function from values of a type to plain JSON values."""
    if inner := optional(hint):
        encode_one = encoder(inner)
        return lambda value: None if value is None else encode_one(value)
    if item := element(hint):
        encode_item = encoder(item)
        return lambda values: [encode_item(value) for value in values]
    if is_record(hint):
        return _record_encoder(hint)
    return (lambda value: value.value) if issubclass(hint, StrEnum) else _same


@cache
def decoder(hint: Any) -> Converter:
    """The inverse of ``encoder``. A member that is missing from an object gets its default."""
    if inner := optional(hint):
        decode_one = decoder(inner)
        return lambda value: None if value is None else decode_one(value)
    if item := element(hint):
        decode_item = decoder(item)
        return lambda values: tuple(decode_item(value) for value in values)
    if is_record(hint):
        return _record_decoder(hint)
    return hint if issubclass(hint, StrEnum) else _same


def _same(value: Any) -> Any:
    return value


def _record_encoder(kind: type) -> Converter:
    return lambda value: {name: encode(getattr(value, name)) for name, encode in _encoders(kind)}


def _record_decoder(kind: type) -> Converter:
    def decode(record: dict[str, Any]) -> Any:
        decoders = _decoders(kind)
        return kind(**{name: decoders[name](value) for name, value in record.items() if name in decoders})

    return decode


@cache  # asked for at the first use, as a class may contain itself
def _encoders(kind: type) -> tuple[tuple[str, Converter], ...]:
    return tuple((name, encoder(bare(hint))) for name, hint in members(kind).items())


@cache
def _decoders(kind: type) -> dict[str, Converter]:
    return {name: decoder(bare(hint)) for name, hint in members(kind).items()}
