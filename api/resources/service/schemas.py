"""The service's own state in JSON."""

from __future__ import annotations

import marshmallow as ma

from api.resources.fields import string


class HealthSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The service works and its database can be read."

    status = string('Always "ok": otherwise the answer is a problem.', "ok")
    version = string("The version of the service.", "0.1.0")
