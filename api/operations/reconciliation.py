"""Matches names, for example from a spreadsheet, with the speakers of the archive."""

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

MATCH_SCORE = 95.0  # minimum score of a match
MATCH_MARGIN = 10.0  # minimum difference between the scores of a match and the next candidate
MAX_COMPARED = 50  # speakers compared with a name, per kind of search


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A name to match with speakers of these ``kinds`` (empty: any); ``limit``: maximum number of candidates."""

    name: str
    kinds: Collection[SpeakerKind] = ()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker whom a name may refer to. ``score``: from 0 to 100. ``match``: whether the match is certain."""

    speaker: SpeakerView
    score: float
    match: bool


def reconcile(database: Database, queries: Iterable[NameQuery]) -> list[list[Candidate]]:
    """The candidates for each name, best first; none for a name without letters and digits."""
    with database.reading() as session:
        return [_candidates(session, query) for query in queries]


def _candidates(session: Session, query: NameQuery) -> list[Candidate]:
    found = {view.id: view for view in _found(session, query.name)}
    views = [view for view in found.values() if not query.kinds or view.kind in query.kinds]
    scored = sorted(((_score(query.name, view), view) for view in views), key=lambda item: (-item[0], -item[1].quotes))
    best = scored[0][0] if scored else 0.0
    unambiguous = len(scored) < 2 or best - scored[1][0] >= MATCH_MARGIN
    return [
        Candidate(view, round(score, 1), rank == 0 and best >= MATCH_SCORE and unambiguous and view.identified)
        for rank, (score, view) in enumerate(scored[: query.limit])
    ]


def _found(session: Session, name: str) -> Iterable[SpeakerView]:
    """The speakers whose name contains all words of the name, begins with it, or is spelled similarly."""
    if not name_key(name):
        return
    try:
        identifiers = speaker_ids(plain(session), [name])
    except InvalidFilter:
        return
    for identifier in identifiers[:MAX_COMPARED]:
        yield speakers.get(session, identifier)
    yield from speakers.find(session, q=name, limit=MAX_COMPARED).items


def _score(name: str, view: SpeakerView) -> float:
    """The highest similarity of the name to a name of the speaker, from 0 to 100, ignoring word order ("Holt, Jan")."""
    wanted = name_key(name)
    return max(token_sort_ratio(wanted, name_key(known)) for known in (view.name, *view.aliases))
