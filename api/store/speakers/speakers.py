"""Get speakers, and find them by the beginning of a name or by a similar name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import OSA
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from attribution.language.name_key import name_key
from attribution.model import SpeakerKind

from .. import cursors, filters
from ..errors import NotFound
from ..identity import blocking, candidate_search
from ..identity.comparison import MAX_LETTERS
from ..identity.spelling import skeleton
from ..identity.tables import SpeakerKey
from ..models import Speaker, SpeakerAlias, Tally
from ..views import Page, SpeakerView
from . import merging

MAX_COMPARED = 500  # names per blocking key that a search compares

_tally = select(Tally.count).where(Tally.facet == "speaker", Tally.key == Speaker.id).correlate(Speaker)
_quote_count = func.coalesce(_tally.scalar_subquery(), 0)


def get(session: Session, speaker_id: str) -> SpeakerView:
    """Return the speaker with this current or former identifier. Raises ``NotFound``."""
    current = merging.current_id(session, speaker_id)
    found = session.execute(select(Speaker, _quote_count).where(Speaker.id == current)).one_or_none()
    if found is None:
        raise NotFound("speaker", speaker_id)
    row, quotes = found
    return _view(row, quotes, _aliases(session, [row.id]).get(row.id, ()))


def name_of(session: Session, speaker_id: str) -> str:
    """Return the name of the speaker with this current or former identifier. Raises ``NotFound``."""
    name = session.scalar(select(Speaker.name).where(Speaker.id == merging.current_id(session, speaker_id)))
    if name is None:
        raise NotFound("speaker", speaker_id)
    return name


def find(session: Session, *, q: str | None = None, limit: int = 50, cursor: str | None = None) -> Page[SpeakerView]:
    """Return a page of speakers ordered by name.

    ``q`` is the beginning of a name ("antony bl", "blin"), ignoring case and accents. If no name matches, speakers
    whose name is spelled or sounds similar are returned ("blinkin").

    Raises ``InvalidFilter`` or ``InvalidCursor``.
    """
    digest = cursors.filter_digest("speakers", q)
    position = cursors.decode(cursor, digest, (str, str))
    query = select(Speaker, _quote_count).where(*filters.after((Speaker.key, Speaker.id), position))
    if q is not None:
        query = query.where(Speaker.id.in_(_matching_ids(session, q)))
    rows = session.execute(query.order_by(Speaker.key, Speaker.id).limit(cursors.page_size(limit) + 1)).all()
    aliases = _aliases(session, [row.id for row, _ in rows[:limit]])
    last = rows[limit - 1][0] if len(rows) > limit else None
    return Page(
        tuple(_view(row, quotes, aliases.get(row.id, ())) for row, quotes in rows[:limit]),
        cursors.encode(digest, (last.key, last.id)) if last is not None else None,
    )


def _matching_ids(session: Session, q: str) -> Select[tuple[str]] | list[str]:
    beginning = filters.speakers_with_prefix(q)
    if session.scalar(beginning.limit(1)) is not None:
        return beginning
    return find_similar(session, name_key(q)) if name_key(q) else []


def find_similar(session: Session, name: str) -> list[str]:
    """Return the identifiers of the speakers whose name contains, for each word of this one, a similar word."""
    words = name.split()
    found = set(candidate_search.find_similar(session, "organization", name))
    for word in {words[0], words[-1]}:
        for start, end in (blocking.sound_range(word), blocking.prefix_range(word)):
            block = select(SpeakerKey.speaker_id, SpeakerKey.name).where(SpeakerKey.key >= start, SpeakerKey.key < end)
            for speaker_id, theirs in session.execute(block.limit(MAX_COMPARED)):
                if speaker_id not in found and all(_has_similar_word(theirs.split(), mine) for mine in words):
                    found.add(speaker_id)
    return sorted(found)


def _has_similar_word(words: Sequence[str], wanted: str) -> bool:
    max_distance = 0 if len(wanted) < 4 else 1 if len(wanted) < 7 else 2
    near = [word for word in words if abs(len(word) - len(wanted)) <= max_distance + 1 and len(wanted) <= MAX_LETTERS]
    return any(word.startswith(wanted) for word in words) or any(
        OSA.distance(word, wanted) <= max_distance + (len(wanted) > 3 and skeleton(word) == skeleton(wanted))
        for word in near
    )


def _aliases(session: Session, speaker_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    query = select(SpeakerAlias.speaker_id, SpeakerAlias.form).where(SpeakerAlias.speaker_id.in_(speaker_ids))
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for speaker_id, form in session.execute(query.order_by(SpeakerAlias.count.desc(), SpeakerAlias.form)):
        found[speaker_id] += (form,)
    return found


def _view(row: Speaker, quotes: int, aliases: tuple[str, ...]) -> SpeakerView:
    return SpeakerView(
        id=row.id, name=row.name, kind=SpeakerKind(row.kind), identified=row.identified, same_as=row.same_as,
        aliases=aliases, quotes=quotes,
    )  # fmt: skip
