"""A reference to a source."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import string


class SourceRefSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "An outlet."

    id = string("The source's identifier, also for the parameter `source`.", "77de68daecd823babbb5")
    name = string("Its name.", "Al Jazeera")
