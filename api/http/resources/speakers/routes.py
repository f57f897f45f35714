"""/v1/speakers: list, get, merge, split and link speakers, and what merges to consider."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from flask import redirect, url_for

from api.http.blueprints import Blueprint, services
from api.http.resources.corrections.words import word_of
from api.http.resources.paging import LINK, PageQuery, paged
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
)

blueprint = Blueprint("speakers", __name__, url_prefix="/v1/speakers", description="Who is quoted.")

SPEAKER = {"speaker_id": "A speaker's identifier."}
Handler = Callable[..., Any]
LOCATION = {"Location": {"description": "The speaker's address.", "schema": {"type": "string"}}}


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
    query=PageQuery, headers=LINK,
)  # fmt: skip
def list_suggestions(query: dict[str, Any]) -> tuple[Page[SuggestionView], int, dict[str, str]]:
    """List merges to consider

    Pairs of speakers that may be one and are not sure enough to be linked, the surest first.
    """
    return paged(services().curation.suggestions(query["limit"], query.get("cursor")))


@blueprint.operation(
    "GET", "/<speaker_id>", "getSpeaker", SpeakerDetailSchema, description="The speaker.", path=SPEAKER,
)  # fmt: skip
@MERGED
def get_speaker(speaker_id: str) -> Any:
    """Get a speaker

    One speaker with names, descriptions, first and last date, and counts by source and month. The identifier of one
    that was merged leads to the other.
    """
    found = services().curation.speaker(speaker_id)
    return found if found.id == speaker_id else redirect(_address(found), 308)


@blueprint.operation(
    "PATCH", "/<speaker_id>", "updateSpeaker", SpeakerDetailSchema, description="The speaker as it is now.",
    body=SpeakerChangesSchema, path=SPEAKER,
)  # fmt: skip
def update_speaker(body: dict[str, Any], speaker_id: str) -> SpeakerDetail:
    """Say who a speaker is elsewhere

    Sets or takes away `same_as`. The correction is kept for good with who made it and why.
    """
    return services().curation.set_same_as(speaker_id, body["same_as"], word_of(body))


@blueprint.operation(
    "POST", "/<speaker_id>/merge", "mergeSpeaker", SpeakerDetailSchema, description="The speaker that stays.",
    body=SpeakerMergeSchema, path=SPEAKER,
)  # fmt: skip
def merge_speaker(body: dict[str, Any], speaker_id: str) -> SpeakerDetail:
    """Merge a speaker into another

    All that the one has becomes the other's, and its identifier leads there. What is merged stays merged when the
    archive is linked anew. Merging twice is merging once.
    """
    return services().curation.merge(speaker_id, body["into"], word_of(body))


@blueprint.operation(
    "POST", "/<speaker_id>/split", "splitSpeaker", SpeakerDetailSchema, status=201, description="The new speaker.",
    body=SpeakerSplitSchema, path=SPEAKER, headers=LOCATION,
)  # fmt: skip
def split_speaker(body: dict[str, Any], speaker_id: str) -> tuple[SpeakerDetail, int, dict[str, str]]:
    """Split a speaker

    Makes a new speaker of what stands in some articles or under some names. What is split stays split when the
    archive is linked anew.
    """
    word, articles, aliases = word_of(body), body.get("article_ids", []), body.get("aliases", [])
    new = services().curation.split(speaker_id, articles, aliases, body.get("name"), word)
    return new, 201, {"Location": _address(new)}


def _address(speaker: SpeakerDetail) -> str:
    return url_for("speakers.getSpeaker", speaker_id=speaker.id)
