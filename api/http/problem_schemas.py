"""JSON schemas of errors (RFC 9457)."""

from __future__ import annotations

import marshmallow as ma


class ProblemSchema(ma.Schema):
    """An error (RFC 9457)."""

    class Meta:
        description = "An error (RFC 9457)."
        unknown = ma.EXCLUDE

    type = ma.fields.String(
        required=True,
        metadata={
            "format": "uri-reference",
            "description": "The type of error; a link to its description.",
            "example": "/docs#problem-invalid-parameter",
        },
    )
    title = ma.fields.String(required=True, metadata={"example": "Invalid parameter"})
    status = ma.fields.Integer(required=True, metadata={"description": "The HTTP status.", "example": 400})
    detail = ma.fields.String(required=True, metadata={"example": "limit: Must be from 1 to 200."})
    request_id = ma.fields.String(
        metadata={
            "description": "Only for errors of the service: find details under it in the log. Same as `X-Request-Id`.",
            "example": "6f1d9c0a7be24f53a5c83d0e9b1f4a72",
        }
    )
    errors = ma.fields.List(
        ma.fields.Nested("ProblemErrorSchema"),
        metadata={"description": "The individual errors, if known."},
    )


class ProblemErrorSchema(ma.Schema):
    """One error."""

    class Meta:
        description = "One error: of a parameter, a member of the body, or a part of the service."
        unknown = ma.EXCLUDE

    detail = ma.fields.String(required=True, metadata={"example": "Must be from 1 to 200."})
    parameter = ma.fields.String(metadata={"description": "A query parameter.", "example": "limit"})
    part = ma.fields.String(metadata={"description": "A part of the service.", "example": "engine"})
    pointer = ma.fields.String(metadata={"description": "A JSON Pointer into the body.", "example": "#/text"})
