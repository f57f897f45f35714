"""The contract: the OpenAPI document of the application, as served, printed and committed."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import yaml
from flask import Blueprint, Flask, Response, current_app, jsonify
from flask.typing import ResponseReturnValue

from attribution import Factuality, QuotationType, Reason, SpeakerKind

from ..store import DeletedKind, Interval, Sort, UnreadReason
from ..store.changes.feed import ChangeKind
from ..store.identity.comparison import Difference
from ..store.jobs.jobs import JobStatus, SubmissionStatus
from ..verification.drafts import Judgement
from ..verification.matching import Finding, Method
from ..verification.sources import SourceKind
from ..wording.alignment import Change
from ..wording.cuts import Turn
from ..wording.significance import Significance
from .openapi_versions import to_openapi_3_1
from .resources.changes.schemas import ChangeInclude
from .resources.quotes.queries import Include
from .resources.representations import ArticleFormat, QuoteFormat, QuoteListFormat, ReportFormat

ENUMS: dict[str, type[StrEnum]] = {
    "Factuality": Factuality,
    "QuotationType": QuotationType,
    "SpeakerKind": SpeakerKind,
    "Reason": Reason,
    "QuoteSort": Sort,
    "QuoteInclude": Include,
    "ChangeInclude": ChangeInclude,
    "ChangeKind": ChangeKind,
    "FacetInterval": Interval,
    "DeletedKind": DeletedKind,
    "NameDifference": Difference,
    "UnreadReason": UnreadReason,
    "VerificationFinding": Finding,
    "WordingChange": Change,
    "ChangedWordKind": Significance,
    "Turn": Turn,
    "MatchMethod": Method,
    "CheckVerdict": Judgement,
    "SourceKind": SourceKind,
    "ArticleFormat": ArticleFormat,
    "QuoteFormat": QuoteFormat,
    "QuoteListFormat": QuoteListFormat,
    "ReportFormat": ReportFormat,
    "JobStatus": JobStatus,
    "SubmissionStatus": SubmissionStatus,
}
NAMES = {tuple(member.value for member in enum): name for name, enum in ENUMS.items()}
DOCUMENT = ("openapi", "info", "servers", "tags", "paths", "components")
OPERATION = ("summary", "description", "operationId", "tags", "security", "parameters", "requestBody", "responses")
CORRECTIONS = ("QuoteCorrection", "SpeakerChanges", "SpeakerMerge", "SpeakerSplit", "SpeakersApart")
STRICT = (
    "NewArticle",
    "NewAttribution",
    "NewVerification",
    "NewVerifications",
    "NewCheck",
    "NewReview",
    "NewSpeakerAttributes",
    "NewSubscription",
    "ReconciliationForm",
    "ArticleChanges",
    *CORRECTIONS,
)  # bodies without additional members
PLAIN_TEXT = ("QuoteTable", "Page", "AtomFeed", "BibTeX", "RIS")  # representations that are no JSON
ARRAYS = {"Citations": "items"}  # representations that are the array of this member alone
# OpenAPI 3.0 allows "nullable" only next to a type, not next to a reference.
NOTHING = {"type": "object", "nullable": True, "enum": [None]}
SECURITY_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key, in `Authorization: Bearer`."},
    "header": {
        "type": "apiKey",
        "in": "header",
        "name": "X-API-Key",
        "description": "The same key in a separate header.",
    },
}

OPTIONS: dict[str, Any] = {
    "info": {
        "description": (
            "Saidby finds the quotations in news articles, links each to its speaker, and explains why.\n\n"
            "Offsets count Unicode code points of the article's text, end exclusive. Lists are paged: `next_cursor` "
            "is the `cursor` of the next page. An unknown parameter is an error. Errors are problem details "
            "(RFC 9457). Every response has `X-Request-Id`, the client's own if it sent a well-formed one; problems "
            "with a status of 5xx also have it as `request_id`.\n\n"
            "Reading is open unless the service is configured as closed; writing requires an API key, except on the "
            "machine itself before the first key is created. Responses to GET have an `ETag`, for `If-None-Match`; "
            "changes to existing resources take it in `If-Match`."
        ),
        "contact": {"name": "The Saidby project"},
        "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
    },
    "servers": [{"url": "/", "description": "This server."}],
}

blueprint = Blueprint("contract", __name__)


def document(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of an application; generated once."""
    generated: dict[str, Any] | None = app.extensions.get("saidby-openapi")
    if generated is None:
        generated = _finish(app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict())
        app.extensions["saidby-openapi"] = generated
    return generated


def render(app: Flask | None = None) -> str:
    """The contract in YAML, as committed in ``openapi.yaml``."""
    if app is None:
        from .. import create_app
        from ..config import Config

        app = create_app(Config())
    head = "# The contract of Saidby's API. Generated by `saidby openapi`; do not edit.\n"
    return head + yaml.dump(document(app), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


class _Dumper(yaml.SafeDumper):
    """Writes YAML without aliases, and multi-line text as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_text(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None)


_Dumper.add_representer(str, _Dumper.represent_text)


def _finish(spec: dict[str, Any]) -> dict[str, Any]:
    """Name the enumerations of the generated document, and order it for readers."""
    spec = _normalize(spec)
    schemas = spec["components"]["schemas"]
    for name, enum in ENUMS.items():
        description = " ".join((enum.__doc__ or "").split())
        schemas[name] = {"type": "string", "description": description, "enum": [member.value for member in enum]}
        if any(not member.value.isidentifier() for member in enum):
            schemas[name]["x-enum-varnames"] = [member.name for member in enum]
    for name in PLAIN_TEXT:
        schemas[name] = {"type": "string", "description": schemas[name]["description"]}
    for name, member in ARRAYS.items():
        schemas[name] = schemas[name]["properties"][member] | {"description": schemas[name]["description"]}
    spec["components"]["securitySchemes"] = SECURITY_SCHEMES
    for name in STRICT:
        schemas[name]["additionalProperties"] = False
    for name, path in spec["paths"].items():
        operations = {key: _ordered(value, OPERATION) for key, value in path.items() if key != "parameters"}
        spec["paths"][name] = {key: path[key] for key in ("parameters",) if key in path} | operations
    spec["components"] = {key: dict(sorted(spec["components"][key].items())) for key in sorted(spec["components"])}
    return _ordered(spec, DOCUMENT)


def _ordered(node: dict[str, Any], first: tuple[str, ...]) -> dict[str, Any]:
    return {key: node[key] for key in (*(k for k in first if k in node), *(k for k in node if k not in first))}


def _normalize(node: Any) -> Any:
    """The tree with references to the named enumerations, and with nullable values written in one way."""
    if isinstance(node, list):
        return [_normalize(item) for item in node]
    if not isinstance(node, dict):
        return node
    name = NAMES.get(tuple(value for value in node.get("enum", ()) if value is not None))
    if name:
        return _reference(f"#/components/schemas/{name}", node, ("type", "enum"))
    targets = [item["$ref"] for item in node.get("anyOf", ()) if "$ref" in item]
    if len(targets) == 1:
        return _reference(targets[0], {**node, "nullable": True}, ("anyOf",))
    normalized = {str(key): _normalize(value) for key, value in node.items()}
    if isinstance(normalized.get("responses"), dict):
        normalized["responses"] = dict(sorted(normalized["responses"].items()))
    if "operationId" in normalized:
        normalized.get("parameters", []).sort(key=lambda parameter: parameter["name"] in ("limit", "cursor"))
        normalized["description"] = " ".join(normalized["description"].split())
    return normalized


def _reference(target: str, node: dict[str, Any], without: tuple[str, ...]) -> dict[str, Any]:
    """A reference, wrapped if it has siblings, as tools ignore the siblings of a reference."""
    rest = {key: value for key, value in node.items() if key not in without}
    if rest.pop("nullable", False):
        return {"oneOf": [{"$ref": target}, NOTHING], **rest}
    return {"allOf": [{"$ref": target}], **rest} if rest else {"$ref": target}


@blueprint.get("/openapi.json")
def openapi_json() -> ResponseReturnValue:
    """The contract in JSON."""
    return jsonify(document(current_app))


@blueprint.get("/openapi-3.1.json")
def openapi_3_1_json() -> ResponseReturnValue:
    """The contract for tools that need OpenAPI 3.1."""
    return jsonify(to_openapi_3_1(document(current_app)))


@blueprint.get("/openapi.yaml")
def openapi_yaml() -> ResponseReturnValue:
    """The contract in YAML."""
    return Response(render(current_app), content_type="application/yaml; charset=utf-8")
