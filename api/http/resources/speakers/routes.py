"""/v1/speakers: list, get, merge, split and link speakers, and list suggested merges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from flask import redirect, url_for

from api.http.blueprints import Blueprint, services
from api.http.resources.corrections.authorship import authorship_of
from api.http.resources.paging import LINK, paged
from api.store import Page, SpeakerView
from api.store.speakers.views import SpeakerDetail, SuggestionView

from .schemas import (
    SpeakerChangesSchema,
    SpeakerDetailSchema,
    SpeakerMergeSchema,
    SpeakerPageSchema,
    SpeakerQuery,
    SpeakerSplitSchema,
    SpeakerSuggestionPageSchema,
    SuggestionQuery,
)

blueprint = Blueprint(
    "speakers", __name__, url_prefix="/v1/speakers", description="The people and organizations that are quoted."
)

SPEAKER = {"speaker_id": "A speaker's identifier."}
Handler = Callable[..., Any]
LOCATION = {"Location": {"description": "The URL of the speaker.", "schema": {"type": "string"}}}


MERGED = cast(
    Callable[[Handler], Handler],
    blueprint.alt_response(308, description="The speaker was merged into another.", headers=LOCATION, success=True),
)


@blueprint.operation(
    "GET", "", "listSpeakers", SpeakerPageSchema, description="A page of speakers.", query=SpeakerQuery, headers=LINK,
)  # fmt: skip
def list_speakers(query: dict[str, Any]) -> tuple[Page[SpeakerView], int, dict[str, str]]:
    """List speakers

    The speakers of the archive, by name.
    """
    return paged(services().speakers(query.get("q"), query["limit"], query.get("cursor")))


@blueprint.operation(
    "GET", "/suggestions", "listSpeakerSuggestions", SpeakerSuggestionPageSchema, description="A page of suggestions.",
    query=SuggestionQuery, headers=LINK,
)  # fmt: skip
def list_suggestions(query: dict[str, Any]) -> tuple[Page[SuggestionView], int, dict[str, str]]:
    """List suggested merges

    Pairs of speakers that may be the same but are too uncertain to be linked automatically, most likely first.
    """
    return paged(services().curation.suggestions(query["limit"], query.get("cursor"), query.get("speaker")))


@blueprint.operation(
    "GET", "/<speaker_id>", "getSpeaker", SpeakerDetailSchema, description="The speaker.", path=SPEAKER,
)  # fmt: skip
@MERGED
def get_speaker(speaker_id: str) -> Any:
    """Get a speaker

    One speaker with names, descriptions, first and last date, and counts by source and month. The identifier of a
    merged speaker redirects to the speaker it was merged into.
    """
    found = services().curation.speaker(speaker_id)
    return found if found.id == speaker_id else redirect(_address(found), 308)


@blueprint.operation(
    "PATCH", "/<speaker_id>", "updateSpeaker", SpeakerDetailSchema, description="The updated speaker.",
    body=SpeakerChangesSchema, path=SPEAKER,
)  # fmt: skip
def update_speaker(body: dict[str, Any], speaker_id: str) -> SpeakerDetail:
    """Link a speaker to an external identity

    Sets or removes `same_as`. The correction is stored permanently, with who made it and why.
    """
    return services().curation.set_same_as(speaker_id, body["same_as"], authorship_of(body))


@blueprint.operation(
    "POST", "/<speaker_id>/merge", "mergeSpeaker", SpeakerDetailSchema, description="The remaining speaker.",
    body=SpeakerMergeSchema, path=SPEAKER,
)  # fmt: skip
def merge_speaker(body: dict[str, Any], speaker_id: str) -> SpeakerDetail:
    """Merge a speaker into another

    Everything of the first speaker moves to the second, and its identifier redirects there. The merge persists when the
    archive is relinked. Repeating the request has no further effect.
    """
    return services().curation.merge(speaker_id, body["into"], authorship_of(body))


@blueprint.operation(
    "POST", "/<speaker_id>/split", "splitSpeaker", SpeakerDetailSchema, status=201, description="The new speaker.",
    body=SpeakerSplitSchema, path=SPEAKER, headers=LOCATION,
)  # fmt: skip
def split_speaker(body: dict[str, Any], speaker_id: str) -> tuple[SpeakerDetail, int, dict[str, str]]:
    """Split a speaker

    Creates a new speaker from the quotations in certain articles or under certain names. The split persists when the
    archive is relinked.
    """
    authorship, articles, aliases = authorship_of(body), body.get("article_ids", []), body.get("aliases", [])
    new = services().curation.split(speaker_id, articles, aliases, body.get("name"), authorship)
    return new, 201, {"Location": _address(new)}


def _address(speaker: SpeakerDetail) -> str:
    return url_for("speakers.getSpeaker", speaker_id=speaker.id)
