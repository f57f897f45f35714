"""GET and POST /try: the quotations of a text that is not stored."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from api.http.auth import authorize, requester
from api.http.blueprints import services
from api.store import Scope
from attribution import InvalidText, Quotation, to_record

from .findings import REASONS
from .forms import fields
from .marked_text import Mark, pieces
from .pages import blueprint, page, render

EXAMPLES = {"news": "A news report", "interview": "An interview", "transcript": "A transcript"}
STYLES = 6  # of speakers in the style sheet


@blueprint.get("/try")
@page
def try_form() -> ResponseReturnValue:
    """The form."""
    return _page("")


@blueprint.post("/try")
def try_it() -> ResponseReturnValue:
    """The text with its quotations, under the form that sent it."""
    authorize(Scope.READ, costly=True)
    form = fields()
    text = example(form["example"]) if form.get("example") in EXAMPLES else form.get("text", "")
    try:
        found = services().attribute(text, requester()).quotations
    except InvalidText as error:
        return _page(text, 422, error=str(error))
    marks = _marks(found)
    marked = pieces(text, zip(marks, (quotation.spans for quotation in found), strict=True))
    styles = [mark.style for mark in marks]
    return _page(text, quotations=[to_record(quotation) for quotation in found], pieces=marked, styles=styles)


@cache
def example(name: str) -> str:
    """An example to try."""
    return (resources.files(__package__) / "examples_to_try" / f"{name}.txt").read_text("utf8")


def _page(text: str, status: int = 200, **values: Any) -> Response:
    return render("try.html", status, text=text, examples=EXAMPLES, reasons=REASONS, **values)


def _marks(found: list[Quotation]) -> list[Mark]:
    """A mark for each quotation, of a style for each speaker, in the order of the text."""
    names = dict.fromkeys(quotation.speaker.name for quotation in found if quotation.speaker is not None)
    styles = {name: f"speaker-{number % STYLES}" for number, name in enumerate(names)}
    speakers = [quotation.speaker.name if quotation.speaker is not None else None for quotation in found]
    return [
        Mark(number, styles[name], name) if name is not None else Mark(number, "unattributed", "No speaker")
        for number, name in enumerate(speakers, 1)
    ]
