"""/v1/speakers/attributes: read, replace, remove and restore the attributes of speakers."""

from __future__ import annotations

from typing import Any

from flask import g

from api.http.blueprints import Blueprint, services
from api.http.resources.corrections.authorship import author_of
from api.store import Scope

from .schemas import NewSpeakerAttributesSchema, SpeakerAttributesSchema

blueprint = Blueprint(
    "speaker_attributes",
    __name__,
    url_prefix="/v1/speakers/attributes",
    description="What people know of speakers, such as party or beat, to count quotations by. None is inferred.",
)


@blueprint.operation(
    "GET", "", "getSpeakerAttributes", SpeakerAttributesSchema, description="The attributes in force.",
)  # fmt: skip
def get_attributes() -> dict[str, Any]:
    """Get the attributes of speakers

    The table that was imported last. The source audit counts quotations by its attributes.
    """
    found = services().speaker_attributes.table()
    given, attributes = found.in_force, found.in_force.attributes
    return {
        "csv": found.csv,
        "names": attributes.names,
        "speaker_count": len(attributes.values),
        "unknown_speakers": found.unknown,
        "imported_at": given.imported_at,
        "by": given.by,
    }


@blueprint.operation(
    "PUT", "", "updateSpeakerAttributes", SpeakerAttributesSchema, description="The attributes now in force.",
    body=NewSpeakerAttributesSchema, scope=Scope.ADMIN,
)  # fmt: skip
def replace_attributes(body: dict[str, Any]) -> dict[str, Any]:
    """Import attributes of speakers

    Replaces the table in force. The tables of the last 20 imports are kept, so that they can be undone.
    """
    services().speaker_attributes.replace(body["csv"], author_of(body))
    return get_attributes()


@blueprint.operation(
    "DELETE", "", "deleteSpeakerAttributes", None, status=204, description="No attributes are in force.",
    scope=Scope.ADMIN,
)  # fmt: skip
def delete_attributes() -> None:
    """Remove the attributes of speakers

    Removes all. This can be undone like an import.
    """
    key = g.get("key")
    services().speaker_attributes.remove(key.name if key is not None else "a user without an API key")


@blueprint.operation(
    "POST", "/undo", "revertSpeakerAttributes", SpeakerAttributesSchema, description="The attributes now in force.",
    scope=Scope.ADMIN,
)  # fmt: skip
def undo_attributes() -> dict[str, Any]:
    """Undo an import of attributes

    Takes back the last import or removal, so that the table before it is in force again.
    """
    services().speaker_attributes.undo()
    return get_attributes()
