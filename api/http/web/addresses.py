"""Addresses of the page with other filters: a parameter added, taken away or replaced."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request

from .pages import blueprint

POSITION = ("cursor",)  # belongs to a list with its filters, and is dropped when they change


@blueprint.app_template_global("adding")
def adding(name: str, value: str) -> str:
    """This address with a further value of a parameter."""
    return _address([*_given(), (name, value)])


@blueprint.app_template_global("removing")
def removing(name: str, value: str | None = None) -> str:
    """This address without a parameter, or without one of its values."""
    return _address([(n, v) for n, v in _given() if n != name or (value is not None and v != value)])


@blueprint.app_template_global("replacing")
def replacing(**values: str) -> str:
    """This address with these values in place of those that their parameters have."""
    return _address([*((n, v) for n, v in _given() if n not in values), *values.items()])


def _given() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if name not in POSITION]


def _address(parameters: list[tuple[str, str]]) -> str:
    return f"{request.path}?{urlencode(parameters)}" if parameters else request.path
