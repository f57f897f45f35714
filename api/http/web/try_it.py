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
from .marked_text import Mark, numbered, pieces
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
    styles = _styles(found)
    marks = _marks(found, styles)
    marked = numbered(pieces(text, zip(marks, (quotation.spans for quotation in found), strict=True)))
    return _page(text, quotations=[to_record(quotation) for quotation in found], pieces=marked, styles=styles)


@cache
def example(name: str) -> str:
    """An example to try."""
    return (resources.files(__package__) / "examples_to_try" / f"{name}.txt").read_text("utf8")


def _page(text: str, status: int = 200, **values: Any) -> Response:
    return render("try.html", status, text=text, examples=EXAMPLES, reasons=REASONS, **values)


def _styles(found: list[Quotation]) -> list[str]:
    """The style of each quotation's speaker, in the order in which they are quoted."""
    names = dict.fromkeys(quotation.speaker.name for quotation in found if quotation.speaker is not None)
    styles = {name: f"speaker-{number % STYLES}" for number, name in enumerate(names)}
    return [
        styles[quotation.speaker.name] if quotation.speaker is not None else "speaker-unknown" for quotation in found
    ]


def _marks(found: list[Quotation], styles: list[str]) -> list[Mark]:
    """A mark for each quotation by its speaker and type, in the order of the text; who speaks is shown on a change."""
    marks: list[Mark] = []
    for number, (quotation, style) in enumerate(zip(found, styles, strict=True), 1):
        label = quotation.speaker.name if quotation.speaker is not None else "No speaker"
        shown = not marks or marks[-1].label != label
        marks.append(Mark(number, f"{style} {quotation.type.value}", label, shown))
    return marks
