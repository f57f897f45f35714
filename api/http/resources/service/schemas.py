"""The service's own state in JSON."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import string


class LivenessSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The process answers."

    status = string('Always "ok": a process that does not work does not answer.', "ok")


class PartSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A part of the service."

    name = string("Which part.", "database")
    status = string('"ok"; of the database also "read_only", or "full" where there is no room to write.', "ok")
    detail = string("Why it does not do all that it could.", None, nullable=True)


class HealthSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The service works, each of its parts does."

    status = string('"ok", or "degraded" where reading works and writing does not.', "ok")
    version = string("The version of the service.", "0.1.0")
    parts = ma.fields.List(ma.fields.Nested(PartSchema), required=True, metadata={"description": "What was looked at."})
