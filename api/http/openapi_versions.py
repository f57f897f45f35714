"""The contract of OpenAPI 3.0 in the words of OpenAPI 3.1, whose schemas are those of JSON Schema."""

from __future__ import annotations

from typing import Any


def newer(document: dict[str, Any]) -> dict[str, Any]:
    """The same contract as a document of OpenAPI 3.1."""
    made: dict[str, Any] = _rewritten(document)
    made["openapi"] = "3.1.0"
    made["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    return made


def _rewritten(node: Any) -> Any:
    if isinstance(node, list):
        return [_rewritten(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("enum") == [None]:
        return {"type": "null"}
    made = {key: _rewritten(value) for key, value in node.items()}
    if _is_schema(made):
        return _schema(made)
    return made


def _is_schema(node: dict[str, Any]) -> bool:
    """Whether an object is a schema that 3.1 writes otherwise."""
    return "nullable" in node or "allOf" in node or ("example" in node and "in" not in node and "schema" not in node)


def _schema(node: dict[str, Any]) -> dict[str, Any]:
    """A schema without ``nullable``, with ``examples``, and with what stands beside a reference beside it."""
    nullable = node.pop("nullable", False)
    if "example" in node:
        node["examples"] = [node.pop("example")]
    parts = node.get("allOf", [])
    if len(parts) == 1 and set(parts[0]) == {"$ref"}:
        node = {**node.pop("allOf")[0], **node}
    elif nullable and isinstance(node.get("type"), str):
        node["type"] = [node["type"], "null"]
    return node
