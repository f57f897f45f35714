"""Types of arguments: text that can be kept, and an article's members by the rules of the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click


class PlainText(click.ParamType["str"]):
    """Text in UTF-8: an argument of other bytes can be a file's name and nothing else."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it was given."""
        try:
            value.encode("utf8")
        except UnicodeEncodeError:
            self.fail("not UTF-8", param, ctx)
        return value


class Moment(click.ParamType["datetime"]):
    """A date or time."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment as files and the API state it: in UTC where it names no other time zone."""
        return _member(self, "published_at", value, param, ctx)  # type: ignore[no-any-return]


class Source(click.ParamType["str"]):
    """An outlet's name."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as files and the API may give it."""
        return _member(self, "source", value, param, ctx)  # type: ignore[no-any-return]


def _member(
    kind: click.ParamType[Any], name: str, value: str, param: click.Parameter | None, ctx: click.Context | None
) -> Any:
    from ..members import InvalidMembers, article

    try:
        return getattr(article({"text": "-", name: value}), name)
    except InvalidMembers as error:
        kind.fail(str(error).removeprefix(f"{name}: "), param, ctx)
