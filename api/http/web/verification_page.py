"""A kept verification as a page to read and to print."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue

from .findings import FINDINGS, TONES, TURNS
from .pages import render


def verification_page(record: dict[str, Any]) -> ResponseReturnValue:
    """The page of a verification as it was kept."""
    return render("verification.html", record=record, findings=FINDINGS, tones=TONES, turns=TURNS)
