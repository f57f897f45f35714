"""A field of a JSON column, as an expression for generated columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Float, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine


class JsonField(ColumnElement[Any]):
    """The field at a path of a JSON column; null where it does not exist."""

    inherit_cache = True

    def __init__(self, column: str, path: tuple[str, ...], kind: TypeEngine[Any]) -> None:
        self.column, self.path, self.type = column, path, kind


@compiles(JsonField, "sqlite")
def _sqlite(element: JsonField, _compiler: Any, **_options: Any) -> str:
    return f"json_extract({element.column}, '$.{'.'.join(element.path)}')"


@compiles(JsonField, "postgresql")
def _postgresql(element: JsonField, _compiler: Any, **_options: Any) -> str:
    text = f"({element.column} #>> '{{{','.join(element.path)}}}')"
    return f"{text}::double precision" if isinstance(element.type, Float) else text


class IsOneOf(ColumnElement[Any]):
    """Whether a generated column has one of some values. PostgreSQL generates no column from another generated one."""

    inherit_cache = True

    def __init__(self, column: str, source: JsonField, values: tuple[str, ...]) -> None:
        self.column, self.source, self.values, self.type = column, source, values, Text()


@compiles(IsOneOf, "sqlite")
def _one_of_sqlite(element: IsOneOf, _compiler: Any, **_options: Any) -> str:
    return f"{element.column} IN ({', '.join(map(repr, element.values))})"


@compiles(IsOneOf, "postgresql")
def _one_of_postgresql(element: IsOneOf, compiler: Any, **options: Any) -> str:
    return f"{compiler.process(element.source, **options)} IN ({', '.join(map(repr, element.values))})"
