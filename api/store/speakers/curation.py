"""What humans say of speakers: two records are one, one record is two, and who this is elsewhere.

Each word is kept as a correction (``corrections.py``) and holds when the archive is linked anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from .. import forms
from ..errors import InvalidInput, NotFound
from ..identity import blocking, candidate_search, records
from ..identity.article_mentions import family_of, identity_key
from ..identity.tables import AliasArticle, Appearance, Correction, Pin, SpeakerKey
from ..mapping import derived_id
from ..models import Article, Speaker, SpeakerAlias
from . import corrections, linking, merging, suggestions
from .corrections import Word

APART = "apart"  # the action of a correction that says that two speakers are two


def required(session: Session, speaker_id: str) -> Speaker:
    """The speaker of this identifier, or of the one that it leads to. Raises ``NotFound``."""
    speaker = session.get(Speaker, merging.current(session, speaker_id))
    if speaker is None:
        raise NotFound("speaker", speaker_id)
    return speaker


def named(session: Session, name: str) -> list[str]:
    """The identifiers of the known speakers, persons or bodies, who are called exactly this."""
    families = ("person", "organization")
    return [
        found for family in families for found in candidate_search.exactly(session, family, identity_key(family, name))
    ]


def merge(session: Session, old_id: str, into_id: str, word: Word) -> str:
    """Make one speaker part of another; returns the other's identifier. Saying it twice is saying it once.

    Raises ``NotFound``, and ``InvalidInput`` for a speaker and themselves.
    """
    old, into = required(session, old_id), required(session, into_id)
    if old.id == into.id:
        if old_id == into_id:
            raise InvalidInput("a speaker cannot be merged with itself")
        return into.id
    moment = datetime.now(UTC)
    details = {"speaker": _identification(session, old), "into": _identification(session, into)}
    corrections.record(session, "merge", word, details, moment=moment)
    merging.join(session, old, into, moment)
    return into.id


def keep_apart(session: Session, speaker_id: str, other_id: str, word: Word) -> Correction:
    """Say that two speakers are two: that they are one is not suggested again. Saying it twice is saying it once.

    Raises ``NotFound``, and ``InvalidInput`` for a speaker and themselves.
    """
    one, other = required(session, speaker_id), required(session, other_id)
    if one.id == other.id:
        raise InvalidInput("a speaker cannot be kept apart from itself")
    for known in _kept_apart(session):
        if {merging.current(session, known.details[who]["id"]) for who in ("speaker", "from")} == {one.id, other.id}:
            return known
    details = {"speaker": _identification(session, one), "from": _identification(session, other)}
    made = corrections.record(session, APART, word, details)
    suggestions.refuse(session, one.id, other.id)
    return made


def _kept_apart(session: Session) -> list[Correction]:
    said = select(Correction).where(Correction.action == APART).order_by(Correction.number)
    return list(session.scalars(said))


def split(
    session: Session, speaker_id: str, word: Word, *, articles: Sequence[str] = (), aliases: Sequence[str] = (),
    name: str | None = None,
) -> str:  # fmt: skip
    """Make a speaker of their own of what stands in these articles or under these names; returns its identifier.

    Raises ``NotFound``, and ``InvalidInput`` when nothing, or everything, would be split off.
    """
    old = required(session, speaker_id)
    family = family_of(old.kind)
    chosen = _chosen(session, old.id, family, set(articles), aliases)
    ids = {appearance.id for appearance in chosen}
    mine = session.scalars(select(Appearance).where(Appearance.speaker_id == old.id)).all()
    left_over = [appearance for appearance in mine if appearance.id not in ids]
    if not chosen:
        raise InvalidInput("this speaker appears in none of these articles and under none of these names")
    if not left_over:
        raise InvalidInput("this would leave nothing of the speaker")
    called = forms.folded(name or chosen[0].name)
    fault = forms.fault_of_name(called) if name else None
    if fault is not None:
        raise InvalidInput(f"the name {fault}")
    new_id = derived_id("split", old.id, str(corrections.next_number(session)))
    pins = [[appearance.article_id, appearance.family, appearance.key] for appearance in chosen]
    details = {
        "speaker": _identification(session, old),
        "new": {"id": new_id, "name": called, "kind": old.kind},
        "appearances": pins,
    }
    corrections.record(session, "split", word, details)
    new = records.put(session, new_id, called, old.kind, blocking.is_full(family, identity_key(family, called)))
    for pin in pins:
        pin_to(session, pin, new.id)
    shared = {appearance.key for appearance in chosen}
    for appearance in left_over:
        if appearance.key in shared:  # both bear this name now: who is who is known up to here
            pin_to(session, [appearance.article_id, appearance.family, appearance.key], old.id)
    left = exists().where(Appearance.speaker_id == old.id, Appearance.key == SpeakerKey.name)
    for article_id in sorted({article_id for article_id, _, _ in pins}):
        linking.link_again(session, session.get_one(Article, article_id))
    gone = delete(SpeakerKey).where(SpeakerKey.speaker_id == old.id, ~left)
    session.execute(gone, execution_options={"synchronize_session": False})
    suggestions.refuse(session, new.id, old.id)
    return new.id


def _chosen(
    session: Session, speaker_id: str, family: str, articles: set[str], aliases: Sequence[str]
) -> list[Appearance]:
    """The appearances in these articles, under these names, or where these forms are printed."""
    wanted = {identity_key(family, alias) for alias in aliases}
    printed = select(AliasArticle.article_id).join(SpeakerAlias, SpeakerAlias.id == AliasArticle.alias_id)
    printed = printed.where(SpeakerAlias.speaker_id == speaker_id, SpeakerAlias.key.in_(wanted))
    mine = select(Appearance).where(Appearance.speaker_id == speaker_id).order_by(Appearance.id)
    everywhere = session.scalars(mine).all()
    under = {appearance.id for appearance in everywhere if appearance.key in wanted}
    shown = set(session.scalars(printed)) if wanted and not under else set()
    return [a for a in everywhere if a.id in under or a.article_id in articles or a.article_id in shown]


def pin_to(session: Session, place: Sequence[str], speaker_id: str) -> None:
    """Let a name in an article mean a speaker, whatever else speaks for it."""
    article_id, family, key = place
    values = {"article_id": article_id, "family": family, "key": key, "speaker_id": speaker_id}
    put = insert(Pin).values(values)
    session.execute(put.on_conflict_do_update(["article_id", "family", "key"], set_={"speaker_id": speaker_id}))


def set_same_as(session: Session, speaker_id: str, uri: str | None, word: Word) -> str:
    """Say who this is elsewhere, or that it is not known; returns the identifier. Raises as ``check_uri``."""
    speaker = required(session, speaker_id)
    check_uri(uri)
    if speaker.same_as != uri:
        details = {
            "speaker": _identification(session, speaker),
            "before": {"same_as": speaker.same_as},
            "after": {"same_as": uri},
        }
        corrections.record(session, "same_as", word, details)
        speaker.same_as = uri
    return speaker.id


def check_uri(uri: str | None) -> None:
    """Raise ``InvalidInput`` for what is no absolute http(s) address."""
    if uri is None:
        return
    fault = forms.fault_of_address(uri)
    if fault is not None:
        raise InvalidInput(f"same_as {fault}")


def keep_same_as(session: Session, speaker_id: str, uri: str | None) -> None:
    """Put an address back after the archive was linked anew."""
    speaker = session.get(Speaker, merging.current(session, speaker_id))
    if speaker is not None and speaker.same_as is None:
        speaker.same_as = uri
        session.flush()


def replay(session: Session) -> None:
    """Merge again what humans merged, in their order, and keep apart what they kept apart; pins did the rest."""
    merges = select(Correction).where(Correction.action == "merge").order_by(Correction.number)
    for correction in session.scalars(merges).all():
        old = _again(session, correction.details["speaker"])
        into = _again(session, correction.details["into"])
        if old is not None and into is not None and old.id != into.id:
            merging.join(session, old, into, correction.made_at)
    for said in _kept_apart(session):
        one, other = (_again(session, said.details[who]) for who in ("speaker", "from"))
        if one is not None and other is not None:
            suggestions.refuse(session, one.id, other.id)


def _identification(session: Session, speaker: Speaker) -> dict[str, Any]:
    """Who a speaker is, so that they are found again by another identifier."""
    family = family_of(speaker.kind)
    start = blocking.exact(family, "")
    named = select(SpeakerKey.name).where(SpeakerKey.speaker_id == speaker.id, SpeakerKey.key.like(f"{start}%"))
    return {
        "id": speaker.id, "name": speaker.name, "kind": speaker.kind, "names": sorted(set(session.scalars(named)))
    }  # fmt: skip


def _again(session: Session, identification: dict[str, Any]) -> Speaker | None:
    """The speaker with this identification: by identifier, or else the only one with one of the names."""
    speaker = session.get(Speaker, merging.current(session, identification["id"]))
    if speaker is not None:
        return speaker
    family = family_of(identification["kind"])
    for name in identification["names"]:
        found = [
            *candidate_search.exactly(session, family, name),
            *candidate_search.exactly(session, family, name, identified=False),
        ]
        if len(found) == 1:
            return session.get_one(Speaker, found[0])
    return None
