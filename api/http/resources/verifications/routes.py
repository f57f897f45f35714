"""POST /v1/verifications and POST /v1/verifications/batch."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.http.blueprints import BODY_ERRORS, Blueprint, services
from api.http.representations.negotiation import JSON
from api.http.representations.records import encode
from api.http.representations.verifications import verification_record
from api.store import Scope
from api.verification.question import Question

from .schemas import NewVerificationSchema, NewVerificationsSchema, VerificationSchema, VerificationsSchema

blueprint = Blueprint(
    "verifications", __name__, url_prefix="/v1/verifications", description="Was it said, by whom, and in which words?"
)


@blueprint.operation(
    "POST", "", "verifyQuotation", VerificationSchema, description="The findings.", body=NewVerificationSchema,
    errors=BODY_ERRORS, scope=Scope.READ,
)  # fmt: skip
def verify_quotation(body: dict[str, Any]) -> Response:
    """Verify a quotation

    Finds out whether the archive has a quotation, in which words, and by whom: `verbatim`, `altered` with the
    difference word by word, `truncated` with what was cut, `spliced`, of an `other_speaker`, `paraphrased`, `denied`,
    or `not_found`, which says no more than that it is not in the archive.
    """
    return Response(encode(_verified(body)), content_type=JSON)


@blueprint.operation(
    "POST", "/batch", "verifyQuotations", VerificationsSchema, description="The findings on each.",
    body=NewVerificationsSchema, errors=BODY_ERRORS, scope=Scope.READ,
)  # fmt: skip
def verify_quotations(body: dict[str, Any]) -> Response:
    """Verify several quotations

    Up to 100 quotations at once. The answers are in the order of the questions.
    """
    return Response(encode({"data": [_verified(question) for question in body["verifications"]]}), content_type=JSON)


def _verified(question: dict[str, Any]) -> dict[str, Any]:
    return verification_record(services().verify(Question(**question)))
