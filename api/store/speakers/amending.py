"""What humans say of single quotations: whose it is, of which type, or that it is none.

A correction remembers the quotation as it was. When an engine reads the article again, the correction finds its
quotation by its place (or, in a changed text, by its words) and holds; one that the engine no longer finds is put
back, as a human has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution.language.name_key import name_key
from attribution.model import Evidence, QuotationType, SpeakerKind
from attribution.model import Speaker as EngineSpeaker

from .. import deletions, list_order
from ..errors import InvalidInput, NotFound
from ..identity.article_mentions import family_of, identity_key
from ..identity.tables import Correction, Pin
from ..models import Article, Quotation, Speaker
from ..quotes import context
from ..quotes.context import QuoteInContext
from ..reports import DeletedKind
from . import corrections, curation, linking, merging
from .corrections import Word

RULE = "correction"  # the evidence of a speaker whom a human named
SAME_PLACE = 0.5  # of the letters of two quotations together: so many in common are one quotation
_KEPT = ("position", "record", "evidence")  # what a correction remembers of the row


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker by identifier, or by name and kind."""

    id: str | None = None
    name: str | None = None
    kind: SpeakerKind = SpeakerKind.PERSON


@dataclass(frozen=True, slots=True)
class Amendment:
    """What to change; what is ``None`` stays. ``nobody`` takes the speaker away."""

    speaker: Named | None = None
    nobody: bool = False
    type: QuotationType | None = None
    is_quotation: bool | None = None


def amend(session: Session, quote_id: str, amendment: Amendment, word: Word) -> Correction:
    """Correct a quotation. Raises ``NotFound`` and ``InvalidInput``."""
    if amendment == Amendment():
        raise InvalidInput("the correction changes nothing")
    row = session.scalar(select(Quotation).where(Quotation.id == quote_id))
    last = _last(session, quote_id)
    if row is None and (last is None or session.get(Article, last.article_id) is None):
        raise NotFound("quotation", quote_id)
    if row is None and not amendment.is_quotation:
        raise InvalidInput("a human said that this is no quotation; say first that it is one, with is_quotation")
    kept = _snapshot(row) if row is not None else last.details["row"] if last is not None else {}
    article_id = row.article_id if row is not None else str(last.article_id) if last is not None else ""
    article = session.get_one(Article, article_id)
    details = {"quote": _place(kept), "before": _shown(kept) | {"is_quotation": row is not None}, "row": kept}
    details |= {"after": _after(session, amendment), "text_sha256": article.text_sha256}
    made = corrections.record(session, "quote", word, details, article_id=article_id, quote_id=quote_id)
    if row is None:
        row = _restored(session, article, quote_id, kept)
    _apply(session, row, made)
    if amendment.is_quotation is False:
        session.delete(row)
        deletions.mark(session, DeletedKind.QUOTE, [quote_id], made.made_at)
    else:
        row.updated_at = made.made_at
    session.flush()
    linking.link_again(session, article)
    return made


def present(session: Session, quote_id: str) -> QuoteInContext | None:
    """The quotation as it is, ``None`` where a human said that it is none. Raises ``NotFound``."""
    try:
        return context.of_quote(session, quote_id)
    except NotFound:
        if _last(session, quote_id) is None:
            raise
        return None


def applied(session: Session, article: Article, place: int, rows: Sequence[Quotation]) -> list[Quotation]:
    """The rows of a new reading of an article, corrected as humans corrected the earlier ones."""
    said = session.scalars(select(Correction).where(Correction.article_id == article.id).order_by(Correction.number))
    left = list(rows)
    for correction in said.all():
        row = _matching(left, correction, article)
        if row is None and correction.details["text_sha256"] == article.text_sha256:
            row = _row(article, str(correction.quote_id), correction.details["row"])
            left.append(row)
        if row is None:
            continue
        if correction.details["after"].get("is_quotation") is False:
            left.remove(row)
        else:
            _apply(session, row, correction)
    left.sort(key=lambda row: (row.record["spans"][0]["start"], row.record["spans"][-1]["end"]))
    for position, row in enumerate(left):
        row.position, row.number = position, place + position
    return left


def _last(session: Session, quote_id: str) -> Correction | None:
    query = select(Correction).where(Correction.quote_id == quote_id).order_by(Correction.number.desc())
    return session.scalar(query.limit(1))


def _snapshot(row: Quotation) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _KEPT}


def _place(kept: dict[str, Any]) -> dict[str, Any]:
    record = kept["record"]
    return {"text": record["text"], "spans": _pairs(record)}


def _pairs(record: dict[str, Any]) -> list[list[int]]:
    return [[span["start"], span["end"]] for span in record["spans"]]


def _shown(kept: dict[str, Any]) -> dict[str, Any]:
    record = kept["record"]
    speaker = record["speaker"] and {name: record["speaker"][name] for name in ("name", "kind")}
    return {"type": record["type"], "speaker": speaker}


def _after(session: Session, amendment: Amendment) -> dict[str, Any]:
    """The amendment as it is kept: a speaker given by identifier also by name."""
    after: dict[str, Any] = {}
    if amendment.nobody:
        after["speaker"] = None
    elif amendment.speaker is not None and amendment.speaker.id is not None:
        speaker = curation.required(session, amendment.speaker.id)
        after["speaker"] = {"id": speaker.id, "name": speaker.name, "kind": speaker.kind}
    elif amendment.speaker is not None:
        name = " ".join((amendment.speaker.name or "").split())
        if not name_key(name):
            raise InvalidInput("a speaker's name has a letter or a digit")
        after["speaker"] = {"name": name, "kind": amendment.speaker.kind.value}
    if amendment.type is not None:
        after["type"] = amendment.type.value
    if amendment.is_quotation is not None:
        after["is_quotation"] = amendment.is_quotation
    return after


def _apply(session: Session, row: Quotation, correction: Correction) -> None:
    after, quotation = correction.details["after"], row.quotation
    if "type" in after:
        quotation = replace(quotation, type=QuotationType(after["type"]))
    speaker = after.get("speaker")
    if "speaker" in after:
        named = EngineSpeaker(speaker["name"], SpeakerKind(speaker["kind"])) if speaker else None
        quotation = replace(quotation, speaker=named, confidence=1.0, evidence=Evidence(RULE))
    row.quotation = quotation
    if speaker and "id" in speaker:
        known = session.get(Speaker, merging.current(session, speaker["id"]))
        family = family_of(speaker["kind"])
        key = identity_key(family, speaker["name"])
        if known is not None:
            curation.pin_to(session, (row.article_id, family, key), known.id)


def _matching(rows: Iterable[Quotation], correction: Correction, article: Article) -> Quotation | None:
    """The row that a correction is about: in the same text by its place, in another by its words."""
    quote = correction.details["quote"]
    same_text = correction.details["text_sha256"] == article.text_sha256
    if not same_text:
        return next((row for row in rows if row.record["text"] == quote["text"]), None)
    theirs = _letters(quote["spans"])
    scored = [(_in_common(_letters(_pairs(row.record)), theirs), row) for row in rows]
    best = max(scored, key=lambda item: item[0], default=None)
    return best[1] if best is not None and best[0] >= SAME_PLACE else None


def _letters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {letter for start, end in spans for letter in range(start, end)}


def _in_common(mine: set[int], theirs: set[int]) -> float:
    return len(mine & theirs) / max(len(mine | theirs), 1)


def _row(article: Article, quote_id: str, kept: dict[str, Any]) -> Quotation:
    return Quotation(
        **kept, id=quote_id, article_id=article.id, order_key=article.order_key, source_id=article.source_id,
        updated_at=datetime.now(UTC),
    )  # fmt: skip


def _restored(session: Session, article: Article, quote_id: str, kept: dict[str, Any]) -> Quotation:
    """Put a quotation back that was said to be none; after the others where its place is taken meanwhile."""
    row = _row(article, quote_id, kept)
    row.number = list_order.free(session, article.order_key, 1)
    mine = Quotation.article_id == article.id
    if session.scalar(select(Quotation.id).where(mine, Quotation.position == row.position)) is not None:
        row.position = (session.scalar(select(func.max(Quotation.position)).where(mine)) or 0) + 1
    session.add(row)
    session.flush()
    return row


def pinned_articles(session: Session) -> set[str]:
    """The articles in which a human said who somebody is."""
    return set(session.scalars(select(Pin.article_id).distinct()))


def applied_none(session: Session, article: Article) -> list[dict[str, int]]:
    """The passages of an article's present text that a human said are no quotations, and nobody took back."""
    said = select(Correction).where(Correction.article_id == article.id).order_by(Correction.number)
    none: dict[str, list[list[int]]] = {}
    for correction in session.scalars(said):
        verdict = correction.details["after"].get("is_quotation")
        if verdict is not None and correction.details["text_sha256"] == article.text_sha256:
            none[str(correction.quote_id)] = [] if verdict else correction.details["quote"]["spans"]
    return [{"start": start, "end": end} for spans in none.values() for start, end in spans]
