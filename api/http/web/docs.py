"""GET /docs: the contract as one page, rendered on the server, without external resources."""

from __future__ import annotations

import json
import re
from typing import Any

from flask import Blueprint, current_app, make_response, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from api.http.errors import PROBLEM_TYPES
from api.http.openapi import document
from api.http.representations.negotiation import JSON, LINES
from api.http.security_headers import PAGE

from .examples import example, target

blueprint = Blueprint("docs", __name__, template_folder="templates")

METHODS = ("get", "post", "put", "patch", "delete")


@blueprint.get("/docs")
def docs() -> ResponseReturnValue:
    """The documentation page."""
    spec = document(current_app)
    page = render_template("docs.html", spec=spec, tags=_tags(spec), schemas=_schemas(spec), problems=PROBLEM_TYPES)
    response = make_response(page)
    response.headers.extend(PAGE)
    return response


@blueprint.app_template_filter("prose")
def prose(text: str) -> Markup:
    """Convert plain text to HTML: empty lines separate paragraphs, backticks mark code."""
    paragraphs = (re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(part))) for part in text.split("\n\n"))
    return Markup("</p><p>".join(paragraphs))  # every part is escaped above


def _tags(spec: dict[str, Any]) -> list[dict[str, Any]]:
    operations = [
        _operation(spec, method, path, item[method], item.get("parameters", []))
        for path, item in spec["paths"].items()
        for method in METHODS
        if method in item
    ]
    return [tag | {"operations": [o for o in operations if tag["name"] in o["tags"]]} for tag in spec["tags"]]


def _operation(
    spec: dict[str, Any], method: str, path: str, operation: dict[str, Any], shared: list[dict[str, Any]]
) -> dict[str, Any]:
    components = spec["components"]["schemas"]
    bodies = operation.get("requestBody", {}).get("content", {})
    media_type = next((offered for offered in (JSON, LINES) if offered in bodies), None)
    body = bodies[JSON]["schema"] if media_type == JSON else None
    shown = example(body, components) if body is not None else None
    return {
        "id": operation["operationId"],
        "tags": operation["tags"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation["description"],
        "parameters": [_member(p["name"], p["schema"] | p) for p in shared + operation.get("parameters", [])],
        "body": target(body) if body is not None else media_type,
        "body_type": media_type,
        "body_example": _pretty(shown) if body is not None else "",
        "responses": [_response(spec, status, item) for status, item in operation["responses"].items()],
    }


def _response(spec: dict[str, Any], status: str, response: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in response:
        response = spec["components"]["responses"][target(response)]
    if not response.get("content"):
        return {"status": status, "description": response["description"], "schema": None, "example": None}
    content = next(iter(response["content"].values()))
    shown = _pretty(example(content["schema"], spec["components"]["schemas"])) if int(status) < 400 else None
    return {
        "status": status,
        "description": response["description"],
        "schema": target(content["schema"]),
        "example": shown,
    }


def _schemas(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "description": schema.get("description", ""),
            "enum": schema.get("enum", []),
            "members": [
                _member(key, {"required": key in schema.get("required", ()), **member})
                for key, member in schema.get("properties", {}).items()
            ],
        }
        for name, schema in spec["components"]["schemas"].items()
    ]


def _member(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter or a member of an object, for the tables of the page."""
    inner = schema["items"] if schema.get("type") == "array" else schema.get("schema", schema)
    return {
        "name": name,
        "place": schema.get("in", ""),
        "type": inner.get("type", ""),
        "ref": target(inner),
        "array": schema.get("type") == "array",
        "nullable": schema.get("nullable", "oneOf" in schema),
        "required": schema.get("required", False),
        "description": schema.get("description", ""),
        "limits": ", ".join(f"{key} {schema[key]:,}" for key in ("minimum", "maximum", "maxLength") if key in schema),
        "default": schema.get("default"),
        "example": schema.get("example", ""),
    }


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
