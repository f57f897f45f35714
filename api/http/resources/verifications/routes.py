"""POST /v1/verifications, POST /v1/verifications/batch and GET /v1/verifications/{verification_id}."""

from __future__ import annotations

from typing import Any

from flask import Response, g, request
from flask.typing import ResponseReturnValue

from api.http.accept import HTML
from api.http.blueprints import BODY_ERRORS, Blueprint, services
from api.http.representations.negotiation import JSON, LINKED_DATA
from api.http.representations.records import encode
from api.http.representations.verification_graph import verification_graph
from api.http.representations.verifications import verification_record
from api.http.resources.kept_reports import kept, require_keeping
from api.http.resources.representations import REPORT_FORMS, ReportFormat
from api.http.web.verification_page import verification_page
from api.store import Scope
from api.verification.question import Question

from .schemas import NewVerificationSchema, NewVerificationsSchema, VerificationSchema, VerificationsSchema

KIND = "verification"
ERRORS = (*BODY_ERRORS, 507)

blueprint = Blueprint(
    "verifications", __name__, url_prefix="/v1/verifications", description="Was it said, by whom, and in which words?"
)


@blueprint.operation(
    "POST", "", "verifyQuotation", VerificationSchema, description="The findings.", body=NewVerificationSchema,
    errors=ERRORS, scope=Scope.READ,
)  # fmt: skip
def verify_quotation(body: dict[str, Any]) -> Response:
    """Verify a quotation

    Finds out whether the archive has a quotation, in which words, and by whom: `verbatim`, `altered` with the
    difference word by word, `truncated` with what was cut, `spliced`, of an `other_speaker`, `paraphrased`, `denied`,
    or `not_found`, which says no more than that it is not in the archive.
    """
    keep = require_keeping(body)
    return Response(encode(_verified(body, keep=keep)), content_type=JSON)


@blueprint.operation(
    "POST", "/batch", "verifyQuotations", VerificationsSchema, description="The findings on each.",
    body=NewVerificationsSchema, errors=ERRORS, scope=Scope.READ,
)  # fmt: skip
def verify_quotations(body: dict[str, Any]) -> Response:
    """Verify several quotations

    Up to 100 quotations at once. The answers are in the order of the questions.
    """
    questions = body["verifications"]
    keeping = [require_keeping(question) for question in questions]
    answers = [_verified(question, keep=keep) for question, keep in zip(questions, keeping, strict=True)]
    return Response(encode({"data": answers}), content_type=JSON)


@blueprint.operation(
    "GET", "/<verification_id>", "getVerification", VerificationSchema, description="The verification.",
    path={"verification_id": "The identifier of a verification that was kept."},
    forms=REPORT_FORMS, formats=ReportFormat,
)  # fmt: skip
def get_verification(verification_id: str) -> ResponseReturnValue:
    """Get a verification

    A verification exactly as it was answered and kept: as JSON, as JSON-LD, or as a page to print.
    """
    record = services().fact_checks.report(KIND, verification_id)
    if g.form == HTML:
        return verification_page(record)
    if g.form == LINKED_DATA:
        graph = verification_graph(record, request.url_root.rstrip("/"))
        return Response(encode(graph), content_type=LINKED_DATA)
    return Response(encode(record), content_type=JSON)


def _verified(question: dict[str, Any], *, keep: bool) -> dict[str, Any]:
    record = verification_record(services().verify(Question(**question)))
    return kept(KIND, record, keep=keep)
