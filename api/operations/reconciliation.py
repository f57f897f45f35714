"""Matches names, as a spreadsheet has them, with the speakers of the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz.fuzz import token_sort_ratio
from sqlalchemy.orm import Session

from api.store import Database, InvalidFilter, SpeakerView
from api.store.database import plain
from api.store.filters import speaker_ids
from api.store.speakers import speakers
from attribution.language.name_key import name_key
from attribution.model import SpeakerKind

CERTAIN = 95.0  # the score from which on a speaker whom no other comes near is a match
CLEAR = 10.0  # by how much others have to be behind
COMPARED = 50  # speakers that a name is compared with


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A name to match, of a speaker of some ``kinds`` (none: any), with at most ``limit`` candidates."""

    name: str
    kinds: Collection[SpeakerKind] = ()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker who may be meant. ``score`` is from 0 to 100; ``match`` is whether there is no doubt."""

    speaker: SpeakerView
    score: float
    match: bool


def reconcile(database: Database, queries: Iterable[NameQuery]) -> list[list[Candidate]]:
    """The candidates for each name, the best first; none for a name without a letter or digit."""
    with database.reading() as session:
        return [_candidates(session, query) for query in queries]


def _candidates(session: Session, query: NameQuery) -> list[Candidate]:
    found = {view.id: view for view in _found(session, query.name)}
    views = [view for view in found.values() if not query.kinds or view.kind in query.kinds]
    scored = sorted(((_score(query.name, view), view) for view in views), key=lambda item: (-item[0], -item[1].quotes))
    best = scored[0][0] if scored else 0.0
    alone = len(scored) < 2 or best - scored[1][0] >= CLEAR
    return [
        Candidate(view, round(score, 1), place == 0 and best >= CERTAIN and alone and view.identified)
        for place, (score, view) in enumerate(scored[: query.limit])
    ]


def _found(session: Session, name: str) -> Iterable[SpeakerView]:
    """The speakers with all words of the name, whose name begins so, or is spelt nearly so."""
    if not name_key(name):
        return
    try:
        identifiers = speaker_ids(plain(session), [name])
    except InvalidFilter:
        return
    for identifier in identifiers[:COMPARED]:
        yield speakers.get(session, identifier)
    yield from speakers.find(session, q=name, limit=COMPARED).items


def _score(name: str, view: SpeakerView) -> float:
    """How near the name is to the nearest of the speaker's, whatever the order of its words ("Holt, Jan")."""
    wanted = name_key(name)
    return max(token_sort_ratio(wanted, name_key(known)) for known in (view.name, *view.aliases))
