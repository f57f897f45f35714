"""POST /v1/checks and GET /v1/checks/{check_id}."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.http.auth import requester
from api.http.blueprints import BODY_ERRORS, Blueprint, services
from api.http.errors import Problem
from api.http.representations.checks import check_record
from api.http.representations.negotiation import JSON
from api.http.representations.records import encode
from api.http.resources.kept_reports import kept, require_keeping
from api.operations.checking import InvalidSource
from api.store import Scope
from api.verification.drafts import DraftInput, SourceInput
from attribution import InvalidText

from .schemas import CheckSchema, NewCheckSchema

KIND = "check"

blueprint = Blueprint("checks", __name__, url_prefix="/v1/checks", description="A draft against its sources.")


@blueprint.operation(
    "POST", "", "checkDraft", CheckSchema, description="The verdict.", body=NewCheckSchema, errors=(*BODY_ERRORS, 507),
    scope=Scope.READ,
)  # fmt: skip
def check_draft(body: dict[str, Any]) -> Response:
    """Check a draft against its sources

    Finds every quotation of a draft, direct, mixed and indirect, and verifies its words and its speaker against the
    given sources and, unless told otherwise, the archive. A transcript may have turns ("NAME: ...") or be WebVTT or
    SRT. The verdict is `stop` where a quotation is not borne out, `look` where a person should look at it, else `ok`.
    """
    keep = require_keeping(body)
    sources = [SourceInput(**source) for source in body["sources"]]
    try:
        found = services().check_draft(DraftInput(body["draft"], sources, body["archive"]), requester())
    except InvalidSource as error:
        raise _invalid(f"#/sources/{error.number}/text", error) from None
    except InvalidText as error:
        raise _invalid("#/draft", error) from None
    return Response(encode(kept(KIND, check_record(found), keep=keep)), content_type=JSON)


@blueprint.operation(
    "GET", "/<check_id>", "getCheck", CheckSchema, description="The check.",
    path={"check_id": "The identifier of a check that was kept."},
)  # fmt: skip
def get_check(check_id: str) -> Response:
    """Get a check of a draft

    A check exactly as it was answered and kept. The draft and its sources are not stored.
    """
    return Response(encode(services().fact_checks.report(KIND, check_id)), content_type=JSON)


def _invalid(pointer: str, error: Exception) -> Problem:
    return Problem("invalid-text", f"{pointer}: {error}.", [{"pointer": pointer, "detail": f"{error}."}])
