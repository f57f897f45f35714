"""Converts the contract from OpenAPI 3.0 to OpenAPI 3.1, whose schemas are those of JSON Schema."""

from __future__ import annotations

from typing import Any


def to_openapi_3_1(document: dict[str, Any]) -> dict[str, Any]:
    """The same contract as an OpenAPI 3.1 document."""
    converted: dict[str, Any] = _convert(document)
    converted["openapi"] = "3.1.0"
    converted["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    return converted


def _convert(node: Any) -> Any:
    if isinstance(node, list):
        return [_convert(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("enum") == [None]:
        return {"type": "null"}
    converted = {key: _convert(value) for key, value in node.items()}
    if _is_schema(converted):
        return _schema(converted)
    return converted


def _is_schema(node: dict[str, Any]) -> bool:
    """Whether an object is a schema that 3.1 writes differently."""
    return "nullable" in node or "allOf" in node or ("example" in node and "in" not in node and "schema" not in node)


def _schema(node: dict[str, Any]) -> dict[str, Any]:
    """A schema without ``nullable``, with ``examples``, and with siblings directly next to a reference."""
    nullable = node.pop("nullable", False)
    if "example" in node:
        node["examples"] = [node.pop("example")]
    parts = node.get("allOf", [])
    if len(parts) == 1 and set(parts[0]) == {"$ref"}:
        node = {**node.pop("allOf")[0], **node}
    elif nullable and isinstance(node.get("type"), str):
        node["type"] = [node["type"], "null"]
    return node
