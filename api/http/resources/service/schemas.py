"""The state of the service in JSON."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import string


class LivenessSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The process responds."

    status = string('Always "ok": a process that does not work does not respond.', "ok")


class PartSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A part of the service."

    name = string("The name of the part.", "database")
    status = string('"ok"; for the database also "read_only", or "full" if there is no space to write.', "ok")
    detail = string("Why it is restricted, if it is.", None, nullable=True)


class HealthSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The service works, and so does each of its parts."

    status = string('"ok", or "degraded" if reading works and writing does not.', "ok")
    version = string("The version of the service.", "0.1.0")
    parts = ma.fields.List(
        ma.fields.Nested(PartSchema), required=True, metadata={"description": "The parts that were checked."}
    )
