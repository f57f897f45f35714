"""Manual changes to speakers: merge, split, keep apart, and link to an external identity.

Each change is stored as a correction (``corrections.py``) and reapplied when the archive is relinked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from .. import formats
from ..dialects.upserts import upsert
from ..errors import InvalidInput, NotFound
from ..identity import blocking, candidate_search, records
from ..identity.article_mentions import family_of, identity_key
from ..identity.tables import AliasArticle, Appearance, Correction, Pin, SpeakerKey
from ..mapping import derived_id
from ..models import Article, Speaker, SpeakerAlias
from . import corrections, linking, merging, suggestions
from .corrections import Authorship

KEEP_APART = "apart"  # the action of a correction that keeps two speakers apart


def get_speaker(session: Session, speaker_id: str) -> Speaker:
    """Return the speaker with this current or former identifier. Raises ``NotFound``."""
    speaker = session.get(Speaker, merging.current_id(session, speaker_id))
    if speaker is None:
        raise NotFound("speaker", speaker_id)
    return speaker


def ids_by_name(session: Session, name: str) -> list[str]:
    """Return the identifiers of the identified persons and organizations with exactly this name."""
    families = ("person", "organization")
    return [
        found
        for family in families
        for found in candidate_search.with_exact_name(session, family, identity_key(family, name))
    ]


def merge(session: Session, old_id: str, into_id: str, authorship: Authorship) -> str:
    """Merge a speaker into another; returns the identifier of the remaining one. Idempotent.

    Raises ``NotFound``, or ``InvalidInput`` if both identifiers are the same.
    """
    old, into = get_speaker(session, old_id), get_speaker(session, into_id)
    if old.id == into.id:
        if old_id == into_id:
            raise InvalidInput("a speaker cannot be merged with itself")
        return into.id
    moment = datetime.now(UTC)
    details = {"speaker": _identify(session, old), "into": _identify(session, into)}
    corrections.record(session, "merge", authorship, details, moment=moment)
    merging.merge(session, old, into, moment)
    return into.id


def keep_apart(session: Session, speaker_id: str, other_id: str, authorship: Authorship) -> Correction:
    """Record that two speakers are different, so that merging them is not suggested again. Idempotent.

    Raises ``NotFound``, or ``InvalidInput`` if both are the same speaker.
    """
    one, other = get_speaker(session, speaker_id), get_speaker(session, other_id)
    if one.id == other.id:
        raise InvalidInput("a speaker cannot be kept apart from itself")
    for known in _keep_apart_corrections(session):
        if {merging.current_id(session, known.details[who]["id"]) for who in ("speaker", "from")} == {one.id, other.id}:
            return known
    details = {"speaker": _identify(session, one), "from": _identify(session, other)}
    made = corrections.record(session, KEEP_APART, authorship, details)
    suggestions.refuse(session, one.id, other.id)
    return made


def _keep_apart_corrections(session: Session) -> list[Correction]:
    said = select(Correction).where(Correction.action == KEEP_APART).order_by(Correction.number)
    return list(session.scalars(said))


def split(
    session: Session,
    speaker_id: str,
    authorship: Authorship,
    *,
    articles: Sequence[str] = (),
    aliases: Sequence[str] = (),
    name: str | None = None,
) -> str:
    """Split a new speaker off from the appearances in these articles or under these names; returns its identifier.

    Raises ``NotFound``, or ``InvalidInput`` if nothing or everything would be split off.
    """
    old = get_speaker(session, speaker_id)
    family = family_of(old.kind)
    chosen = _select_appearances(session, old.id, family, set(articles), aliases)
    ids = {appearance.id for appearance in chosen}
    mine = session.scalars(select(Appearance).where(Appearance.speaker_id == old.id)).all()
    remaining = [appearance for appearance in mine if appearance.id not in ids]
    if not chosen:
        raise InvalidInput("this speaker appears in none of these articles and under none of these names")
    if not remaining:
        raise InvalidInput("the split would move every appearance of the speaker")
    called = formats.single_line(name or chosen[0].name)
    fault = formats.name_error(called) if name else None
    if fault is not None:
        raise InvalidInput(f"the name {fault}")
    new_id = derived_id("split", old.id, str(corrections.next_number(session)))
    pins = [[appearance.article_id, appearance.family, appearance.key] for appearance in chosen]
    details = {
        "speaker": _identify(session, old),
        "new": {"id": new_id, "name": called, "kind": old.kind},
        "appearances": pins,
    }
    corrections.record(session, "split", authorship, details)
    new = records.insert_speaker(
        session, new_id, called, old.kind, blocking.is_full(family, identity_key(family, called))
    )
    for pin in pins:
        pin_speaker(session, pin, new.id)
    shared = {appearance.key for appearance in chosen}
    for appearance in remaining:
        if appearance.key in shared:  # both speakers have this name now, so pin the remaining appearances too
            pin_speaker(session, [appearance.article_id, appearance.family, appearance.key], old.id)
    left = exists().where(Appearance.speaker_id == old.id, Appearance.key == SpeakerKey.name)
    for article_id in sorted({article_id for article_id, _, _ in pins}):
        linking.relink_article(session, session.get_one(Article, article_id))
    gone = delete(SpeakerKey).where(SpeakerKey.speaker_id == old.id, ~left)
    session.execute(gone, execution_options={"synchronize_session": False})
    suggestions.refuse(session, new.id, old.id)
    return new.id


def _select_appearances(
    session: Session, speaker_id: str, family: str, articles: set[str], aliases: Sequence[str]
) -> list[Appearance]:
    """Return the speaker's appearances in these articles or under these names.

    If no appearance has one of the names as its key, those in articles that print such a form are returned.
    """
    wanted = {identity_key(family, alias) for alias in aliases}
    printed = select(AliasArticle.article_id).join(SpeakerAlias, SpeakerAlias.id == AliasArticle.alias_id)
    printed = printed.where(SpeakerAlias.speaker_id == speaker_id, SpeakerAlias.key.in_(wanted))
    mine = select(Appearance).where(Appearance.speaker_id == speaker_id).order_by(Appearance.id)
    everywhere = session.scalars(mine).all()
    under = {appearance.id for appearance in everywhere if appearance.key in wanted}
    shown = set(session.scalars(printed)) if wanted and not under else set()
    return [a for a in everywhere if a.id in under or a.article_id in articles or a.article_id in shown]


def pin_speaker(session: Session, place: Sequence[str], speaker_id: str) -> None:
    """Pin a name in an article, given as (article identifier, family, key), to a speaker; overrides linking."""
    article_id, family, key = place
    values = {"article_id": article_id, "family": family, "key": key, "speaker_id": speaker_id}
    put = upsert(session, Pin).values(values)
    session.execute(put.on_conflict_do_update(index_elements=list(values)[:3], set_={"speaker_id": speaker_id}))


def set_same_as(session: Session, speaker_id: str, uri: str | None, authorship: Authorship) -> str:
    """Set or clear the URI that identifies a speaker elsewhere; returns the speaker's current identifier.

    Raises ``NotFound`` or ``InvalidInput``.
    """
    speaker = get_speaker(session, speaker_id)
    validate_uri(uri)
    if speaker.same_as != uri:
        details = {
            "speaker": _identify(session, speaker),
            "before": {"same_as": speaker.same_as},
            "after": {"same_as": uri},
        }
        corrections.record(session, "same_as", authorship, details)
        speaker.same_as = uri
    return speaker.id


def validate_uri(uri: str | None) -> None:
    """Raise ``InvalidInput`` unless the URI is None or an absolute http(s) URL."""
    if uri is None:
        return
    fault = formats.address_error(uri)
    if fault is not None:
        raise InvalidInput(f"same_as {fault}")


def restore_same_as(session: Session, speaker_id: str, uri: str | None) -> None:
    """Restore a speaker's external URI after relinking, unless the speaker already has one."""
    speaker = session.get(Speaker, merging.current_id(session, speaker_id))
    if speaker is not None and speaker.same_as is None:
        speaker.same_as = uri
        session.flush()


def replay(session: Session) -> None:
    """Reapply merges, in order, and kept-apart pairs after relinking; pins have already restored splits."""
    merges = select(Correction).where(Correction.action == "merge").order_by(Correction.number)
    for correction in session.scalars(merges).all():
        old = _find_again(session, correction.details["speaker"])
        into = _find_again(session, correction.details["into"])
        if old is not None and into is not None and old.id != into.id:
            merging.merge(session, old, into, correction.made_at)
    for said in _keep_apart_corrections(session):
        one, other = (_find_again(session, said.details[who]) for who in ("speaker", "from"))
        if one is not None and other is not None:
            suggestions.refuse(session, one.id, other.id)


def _identify(session: Session, speaker: Speaker) -> dict[str, Any]:
    """Describe a speaker so that it can be found again if its identifier changes."""
    family = family_of(speaker.kind)
    start = blocking.exact(family, "")
    names = select(SpeakerKey.name).where(SpeakerKey.speaker_id == speaker.id, SpeakerKey.key.like(f"{start}%"))
    return {
        "id": speaker.id, "name": speaker.name, "kind": speaker.kind, "names": sorted(set(session.scalars(names)))
    }  # fmt: skip


def _find_again(session: Session, identity: dict[str, Any]) -> Speaker | None:
    """Return the speaker with this identifier or, failing that, the only speaker with one of the names."""
    speaker = session.get(Speaker, merging.current_id(session, identity["id"]))
    if speaker is not None:
        return speaker
    family = family_of(identity["kind"])
    for name in identity["names"]:
        found = [
            *candidate_search.with_exact_name(session, family, name),
            *candidate_search.with_exact_name(session, family, name, identified=False),
        ]
        if len(found) == 1:
            return session.get_one(Speaker, found[0])
    return None
