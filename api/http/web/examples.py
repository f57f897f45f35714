"""Builds examples of the contract's schemas from the examples of their members."""

from __future__ import annotations

from typing import Any


def target(schema: dict[str, Any]) -> str | None:
    """The name of the component that a schema refers to, or None."""
    parts = (*schema.get("allOf", ()), *schema.get("oneOf", ()))
    reference = schema.get("$ref") or next((item["$ref"] for item in parts if "$ref" in item), None)
    return reference.rpartition("/")[2] if reference else None


def example(schema: dict[str, Any], components: dict[str, Any]) -> Any:
    """An example value for a schema."""
    if "example" in schema:
        return schema["example"]
    name = target(schema)
    if name is not None:
        return example(components[name], components)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        return {key: example(member, components) for key, member in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [example(schema["items"], components)]
    return {"integer": 1, "number": 0.5, "boolean": True}.get(schema.get("type", ""), "...")
