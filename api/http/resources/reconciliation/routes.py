"""The Reconciliation Service API 0.2 over speakers, for OpenRefine and other clients of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from api.http.blueprints import Blueprint, services
from api.http.representations.negotiation import JSON
from api.http.representations.records import encode
from api.operations.reconciliation import Candidate, NameQuery
from api.store import Scope, SpeakerView
from api.version import VERSION
from attribution import SpeakerKind

from .schemas import (
    BATCH,
    EntitiesSchema,
    ReconciliationForm,
    ReconciliationQuery,
    ReconciliationSchema,
    SuggestQuery,
)

blueprint = Blueprint(
    "reconciliation", __name__, url_prefix="/reconcile", description="Names of a spreadsheet matched with speakers."
)
SUGGESTED = 20
WIDTH, HEIGHT = 420, 220  # of the preview, in pixels


@blueprint.operation(
    "GET", "", "getReconciliationService", ReconciliationSchema, description="The manifest, or the candidates.",
    query=ReconciliationQuery,
)  # fmt: skip
def get_reconciliation_service(query: dict[str, Any]) -> Response:
    """Describe the reconciliation service

    The service manifest for clients such as OpenRefine, which need only this address. With `queries`, the same as POST.
    """
    queries = query.get("queries")
    return _json(_manifest(request.url_root.rstrip("/")) if queries is None else _results(queries))


@blueprint.operation(
    "POST", "", "reconcileSpeakers", ReconciliationSchema, description="The candidates for each name.",
    form=ReconciliationForm, scope=Scope.READ,
)  # fmt: skip
def reconcile_speakers(form: dict[str, Any]) -> Response:
    """Match names with speakers

    Takes a batch of names as a form, and returns candidates for each: speakers with a score from 0 to 100, and `match`
    where there is no doubt.
    """
    return _json(_results(form["queries"]))


@blueprint.operation(
    "GET", "/suggest/entity", "searchSpeakerNames", EntitiesSchema, description="Suggestions.", query=SuggestQuery,
)  # fmt: skip
def search_speaker_names(query: dict[str, Any]) -> dict[str, Any]:
    """Complete a name

    Speakers whose name begins with what has been typed, for people who match a name by hand.
    """
    found = services().speakers(query["prefix"], query["cursor"] + SUGGESTED, None).items[query["cursor"] :]
    return {"result": [_entity(speaker) | {"notable": [speaker.kind.value]} for speaker in found]}


def _json(content: Mapping[str, Any]) -> Response:
    return Response(encode(content), content_type=JSON)


def _manifest(base: str) -> dict[str, Any]:
    return {
        "versions": ["0.2"],
        "name": "Saidby speakers",
        "identifierSpace": f"{base}/v1/speakers/",
        "schemaSpace": f"{base}/docs#schema-SpeakerKind",
        "documentation": f"{base}/docs",
        "serviceVersion": VERSION,
        "defaultTypes": [{"id": kind.value, "name": kind.value} for kind in SpeakerKind],
        "view": {"url": f"{base}/v1/speakers/{{{{id}}}}"},
        "preview": {"url": f"{base}/reconcile/preview/{{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": {"service_url": base, "service_path": "/reconcile/suggest/entity"}},
        "batchSize": BATCH,
    }


def _results(queries: Mapping[str, NameQuery]) -> dict[str, Any]:
    found = services().reconcile(queries.values())
    return {name: {"result": list(map(_result, found))} for name, found in zip(queries, found, strict=True)}


def _result(candidate: Candidate) -> dict[str, Any]:
    kind = candidate.speaker.kind.value
    entity = _entity(candidate.speaker)
    return entity | {"score": candidate.score, "match": candidate.match, "type": [{"id": kind, "name": kind}]}


def _entity(speaker: SpeakerView) -> dict[str, Any]:
    number = f"{speaker.quotes} quotation{'' if speaker.quotes == 1 else 's'}"
    return {"id": speaker.id, "name": speaker.name, "description": f"{speaker.kind.value}, {number}"}
