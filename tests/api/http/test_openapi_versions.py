"""The conversion to OpenAPI 3.1."""

from __future__ import annotations

from api.http.openapi import NOTHING
from api.http.openapi_versions import to_openapi_3_1

DOCUMENT = {
    "openapi": "3.0.3",
    "info": {"title": "x", "version": "1", "license": {"name": "Apache-2.0", "url": "https://example.org"}},
    "components": {
        "schemas": {
            "A": {"type": "string", "nullable": True, "example": "a"},
            "B": {"allOf": [{"$ref": "#/components/schemas/A"}], "description": "One."},
            "C": {"oneOf": [{"$ref": "#/components/schemas/A"}, NOTHING], "description": "One or none."},
        }
    },
}


def test_null_examples_and_references_follow_json_schema() -> None:
    converted = to_openapi_3_1(DOCUMENT)
    assert converted["openapi"] == "3.1.0"
    assert converted["components"]["schemas"] == {
        "A": {"type": ["string", "null"], "examples": ["a"]},
        "B": {"$ref": "#/components/schemas/A", "description": "One."},
        "C": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}], "description": "One or none."},
    }
    assert DOCUMENT["openapi"] == "3.0.3"
