"""Finds the speakers of the archive that a name in an article may refer to."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, aliased

from ..database import plain
from ..dialects import dialect_of
from ..models import Article, Speaker
from . import blocking, comparison, roles
from .article_mentions import NamedSpeaker
from .comparison import Comparison, Difference
from .match_scoring import Candidate, Context, Decision, Verdict, decide, expected_namesakes
from .spelling import given_name
from .tables import Appearance, SpeakerKey

MAX_NEAR = 64  # rows compared per key
MAX_APPEARANCES = 40  # appearances read per speaker
MAX_COUNTED = 500  # speakers counted per key


def with_exact_name(session: Session, family: str, key: str, *, identified: bool = True) -> list[str]:
    """The speakers with exactly this name, ordered by identifier."""
    query = select(SpeakerKey.speaker_id).join(Speaker, Speaker.id == SpeakerKey.speaker_id)
    query = query.where(SpeakerKey.key == blocking.exact(family, key), Speaker.identified == identified)
    return list(session.scalars(query.order_by(SpeakerKey.speaker_id)))


def resolve(session: Session, entity: NamedSpeaker, here: Context, exact: list[str], taken: set[str]) -> Decision:
    """Decide which speaker a full name refers to.

    ``here``: the context of the name in the article. ``exact``: the identifiers of the speakers with exactly this name.
    ``taken``: the identifiers of other speakers of the article, to whom a misspelled name cannot refer. If there is a
    single candidate, its context is read only as far as needed, since more context could only raise the probability.
    """
    found: dict[str, Comparison] = dict.fromkeys(exact, Comparison(Difference.NONE, 1.0))
    if not found:
        found = {
            speaker_id: compared
            for speaker_id, compared in find_similar(session, entity.family, entity.key).items()
            if not (compared.difference == Difference.SPELLING and speaker_id in taken)
        }
    if not found:
        return decide([], here, 0.0)
    others = _expected_namesakes_of(session, entity.family, entity.key, exact=_exact(found))
    if len(found) == 1:
        ((only, compared),) = found.items()
        descriptions = descriptions_of(session, only) if here.descriptions else ()
        first = decide([Candidate(only, compared, Context(descriptions), articles_of(session, only))], here, others)
        if first.verdict == Verdict.KNOWN or not _exact(found):
            return first
    candidates = [
        Candidate(i, compared, context_of(session, i), articles_of(session, i)) for i, compared in found.items()
    ]
    return decide(candidates, here, others)


def articles_of(session: Session, speaker_id: str) -> int:
    """The number of articles in which a speaker appears, from 1 to ``MAX_APPEARANCES``."""
    seen = select(Appearance.id).where(Appearance.speaker_id == speaker_id).limit(MAX_APPEARANCES).subquery()
    return max(session.scalar(select(func.count()).select_from(seen)) or 0, 1)


def descriptions_of(session: Session, speaker_id: str) -> tuple[frozenset[str], ...]:
    """The words of each distinct description of a speaker, from at most ``MAX_APPEARANCES`` articles."""
    seen = select(Appearance.description).where(Appearance.speaker_id == speaker_id)
    found = session.scalars(seen.order_by(Appearance.article_id).limit(MAX_APPEARANCES))
    return tuple(roles.words(description) for description in set(found) if description)


def _exact(found: dict[str, Comparison]) -> bool:
    return any(compared.difference == Difference.NONE for compared in found.values())


def find_similar(session: Session, family: str, key: str) -> dict[str, Comparison]:
    """The identified speakers with a similar name, by identifier, each compared by their most similar name."""
    compare = comparison.persons if family == "person" else comparison.organizations
    found: dict[str, Comparison] = {}
    for block in blocking.similar_keys(family, key):
        query = select(SpeakerKey.speaker_id, SpeakerKey.name).where(SpeakerKey.key == block).limit(MAX_NEAR)
        for speaker_id, name in session.execute(query):
            compared = compare(key, name)
            if compared.likelihood > max(0.0, found[speaker_id].likelihood if speaker_id in found else 0.0):
                found[speaker_id] = compared
    if not found:
        return {}
    start = blocking.exact(family, "")
    names = select(SpeakerKey.speaker_id, SpeakerKey.name).join(Speaker, Speaker.id == SpeakerKey.speaker_id)
    names = names.where(SpeakerKey.speaker_id.in_(found), SpeakerKey.key.startswith(start), Speaker.identified)
    every: dict[str, list[str]] = {}
    for speaker_id, name in session.execute(names.order_by(SpeakerKey.speaker_id)):
        every.setdefault(speaker_id, []).append(name)
    # One incompatible name rules a speaker out: "George Bush" does not link "George W. Bush" to "George H. W. Bush".
    return {
        speaker_id: found[speaker_id]
        for speaker_id, theirs in every.items()
        if all(compare(key, name).likelihood > 0 for name in theirs if blocking.is_full(family, name))
    }


def _expected_namesakes_of(session: Session, family: str, key: str, *, exact: bool) -> float:
    """The expected number of further people with this name or, unless ``exact``, with any name that sounds like it."""
    if family != "person":
        return 0.0
    words = key.split()
    first, last = words[0], words[-1]
    speaker_count = dialect_of(plain(session)).speaker_count
    counted = session.execute(text(f"SELECT {speaker_count}, (SELECT max(id) FROM appearance)")).one()
    speakers, appearances = (number or 0 for number in counted)
    if exact:
        both = _count(session, SpeakerKey.key == blocking.exact(family, key))
        givens, families = (_count(session, SpeakerKey.key == blocking.word(word)) for word in (first, last))
        return expected_namesakes(givens, families, both, speakers, appearances)
    start, end = blocking.sound_range(last)
    both = _count(session, SpeakerKey.key == blocking.sound(first, last))
    families = _count(session, SpeakerKey.key >= start, SpeakerKey.key < end)
    givens = max(_count(session, SpeakerKey.key == blocking.word(word)) for word in {first, given_name(first)})
    return expected_namesakes(givens + both, families, both, speakers, appearances)


def _count(session: Session, *conditions: object) -> int:
    rows = select(SpeakerKey.speaker_id).where(*conditions).limit(MAX_COUNTED).subquery()  # type: ignore[arg-type]
    return session.scalar(select(func.count()).select_from(rows)) or 0


def context_of(session: Session, speaker_id: str) -> Context:
    """The context of a known speaker, from at most ``MAX_APPEARANCES`` of the articles in which they appear."""
    seen = (
        select(Appearance.article_id, Appearance.description)
        .where(Appearance.speaker_id == speaker_id)
        .order_by(Appearance.article_id)
        .limit(MAX_APPEARANCES)
    )
    rows = session.execute(seen).all()
    articles = {article_id for article_id, _ in rows}
    other = aliased(Appearance)
    co_quoted = select(other.key).where(
        other.article_id.in_(articles), other.family == "person", other.speaker_id != speaker_id
    )
    sources = select(Article.source_id).where(Article.id.in_(articles), Article.source_id.is_not(None)).distinct()
    return Context(
        tuple(roles.words(description) for _, description in rows if description),
        frozenset(key for key in session.scalars(co_quoted.distinct()) if blocking.is_full("person", key)),
        frozenset(source for source in session.scalars(sources) if source is not None),
    )


def context_in(entity: NamedSpeaker, entities: Iterable[NamedSpeaker], source_id: str | None) -> Context:
    """The context of a speaker within one article; ``entities`` are all speakers named in it."""
    co_quoted = {e.key for e in entities if e is not entity and e.family == "person" and e.full}
    described = (roles.words(entity.description),) if entity.description else ()
    return Context(described, frozenset(co_quoted), frozenset({source_id} if source_id else ()))
