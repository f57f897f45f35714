"""GET and POST /check: the quotations of a draft against its sources, as a page to print or a file to keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from api.http.auth import authorize, requester
from api.http.blueprints import services
from api.http.members import InvalidMembers
from api.http.members import draft as read_draft
from api.http.representations.checks import check_record
from api.http.representations.negotiation import JSON
from api.http.representations.records import encode
from api.operations.checking import InvalidSource
from api.store import Scope
from api.verification.drafts import DraftInput
from attribution import InvalidText

from .findings import DRAFT_FINDINGS, SOURCE_KINDS, TURNS, VERDICTS
from .forms import Form, fields
from .marked_text import Mark, Piece, numbered, pieces
from .pages import blueprint, page, render

MOST_SOURCES = 20


@blueprint.get("/check")
@page
def check_form() -> ResponseReturnValue:
    """The form."""
    return _page({"archive": "on"}, rows=1)


@blueprint.post("/check")
def check() -> ResponseReturnValue:
    """The verdict on a draft, under the form that asked for it. Nothing is stored."""
    authorize(Scope.READ, costly=True)
    form = fields()
    if "more" in form:
        return _page(form, rows=min(_rows(form) + 1, MOST_SOURCES))
    try:
        draft = _draft(form)
        record = check_record(services().check_draft(draft, requester()))
    except (InvalidMembers, InvalidSource, InvalidText) as error:
        return _page(form, rows=_rows(form), status=422, error=str(error))
    if form.get("as") == "json":
        disposition = {"Content-Disposition": 'attachment; filename="check.json"'}
        return Response(encode(record), content_type=JSON, headers=disposition)
    return _page(form, rows=_rows(form), record=record, pieces=_marked(draft, record))


def _page(form: Form, *, rows: int, status: int = 200, **values: Any) -> Response:
    names = {"findings": DRAFT_FINDINGS, "verdicts": VERDICTS, "turns": TURNS, "kinds": SOURCE_KINDS}
    return render("check.html", status, form=form, rows=rows, most=MOST_SOURCES, **names, **values)


def _rows(form: Form) -> int:
    """How many sources the form has room for."""
    numbers = [n for n in range(1, MOST_SOURCES + 1) if f"source-{n}" in form]
    return max(numbers, default=1)


def _draft(form: Form) -> DraftInput:
    """The draft with its sources. Raises ``InvalidMembers``."""
    sources = []
    for n in range(1, _rows(form) + 1):
        text = form.get(f"source-{n}", "")
        if text.strip():
            name = form.get(f"name-{n}", "").strip() or f"Source {n}"
            kind = {"kind": form[f"kind-{n}"]} if form.get(f"kind-{n}") else {}
            sources.append({"name": name, "text": text, **kind})
    return read_draft({"draft": form.get("draft", ""), "sources": sources, "archive": "archive" in form})


def _marked(draft: DraftInput, record: Mapping[str, Any]) -> list[Piece[Mark]]:
    """The draft with its quotations marked by their verdicts."""
    marks = [
        (
            Mark(number, item["verdict"], VERDICTS[item["verdict"]]),
            [(span["start"], span["end"]) for span in item["quotation"]["spans"]],
        )
        for number, item in enumerate(record["quotations"], 1)
    ]
    return numbered(pieces(draft.text, marks))
