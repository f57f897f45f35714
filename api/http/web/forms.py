"""The fields of a form that a page was sent."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from api.http.requests import read_form

Form = Mapping[str, str]


def fields() -> Form:
    """The fields, with lines that end as the user typed them, not in CRLF as browsers send. Raises a ``Problem``."""
    return {name: str(value).replace("\r\n", "\n") for name, value in read_form(request).items()}
