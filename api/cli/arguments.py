"""Argument types: text that can be stored, and article fields validated by the rules of the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click


class PlainText(click.ParamType["str"]):
    """Text in UTF-8: an argument with other bytes can only be a file name."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text, unchanged; fails if it is not UTF-8."""
        try:
            value.encode("utf8")
        except UnicodeEncodeError:
            self.fail("not UTF-8", param, ctx)
        return value


class Moment(click.ParamType["datetime"]):
    """A date or time."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The time, by the rules for files and the API: UTC unless it names another time zone."""
        return _member(self, "published_at", value, param, ctx)  # type: ignore[no-any-return]


class Source(click.ParamType["str"]):
    """An outlet's name."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, by the rules for files and the API."""
        return _member(self, "source", value, param, ctx)  # type: ignore[no-any-return]


def _member(
    kind: click.ParamType[Any], name: str, value: str, param: click.Parameter | None, ctx: click.Context | None
) -> Any:
    from ..http.members import InvalidMembers, article

    try:
        return getattr(article({"text": "-", name: value}), name)
    except InvalidMembers as error:
        kind.fail(str(error).removeprefix(f"{name}: "), param, ctx)
