"""Manual corrections of single quotations: the speaker, the type, the extent, or that it is not a quotation.

A correction stores the original quotation. When the article is read again, the correction is matched to a quotation by
its spans (or, if the text has changed, by its wording) and reapplied. A corrected quotation that the engine no longer
finds is restored, as someone has reviewed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution.language.name_key import name_key
from attribution.model import Evidence, QuotationType, Span, SpeakerKind
from attribution.model import Speaker as EngineSpeaker

from .. import deletions, list_order
from ..errors import InvalidInput, NotFound
from ..identity.article_mentions import family_of, identity_key
from ..identity.tables import Correction, Pin
from ..models import Article, Quotation, Speaker
from ..quotes import context
from ..quotes.context import QuoteInContext
from ..reports import DeletedKind
from . import corrections, curation, extents, linking, merging
from .corrections import Authorship
from .extents import InMarks

CORRECTION_RULE = "correction"  # the rule in the evidence of a corrected speaker
MIN_OVERLAP = 0.5  # Jaccard index of the code points from which two quotations count as the same
_SNAPSHOT_COLUMNS = ("position", "record", "evidence")  # the columns that a correction stores


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """A speaker by identifier, or by name and kind."""

    id: str | None = None
    name: str | None = None
    kind: SpeakerKind = SpeakerKind.PERSON


@dataclass(frozen=True, slots=True)
class Amendment:
    """The changes to a quotation; None leaves a value unchanged. ``remove_speaker`` sets the speaker to unknown."""

    speaker: SpeakerChoice | None = None
    remove_speaker: bool = False
    type: QuotationType | None = None
    is_quotation: bool | None = None
    spans: tuple[Span, ...] | None = None


def amend(
    session: Session, quote_id: str, amendment: Amendment, authorship: Authorship, in_marks: InMarks
) -> Correction:
    """Correct a quotation, and relink its article if its speakers may differ. Raises ``NotFound`` or ``InvalidInput``.

    ``in_marks`` finds the parts of a text that are in quotation marks.
    """
    if amendment == Amendment():
        raise InvalidInput("the correction changes nothing")
    row = session.scalar(select(Quotation).where(Quotation.id == quote_id))
    last = _last_correction(session, quote_id)
    if row is None and (last is None or session.get(Article, last.article_id) is None):
        raise NotFound("quotation", quote_id)
    if row is None and not amendment.is_quotation:
        raise InvalidInput("this was marked as not a quotation; restore it with is_quotation first")
    snapshot = _snapshot(row) if row is not None else last.details["row"] if last is not None else {}
    article_id = row.article_id if row is not None else str(last.article_id) if last is not None else ""
    article = session.get_one(Article, article_id)
    details = {
        "quote": _reference(snapshot),
        "before": _visible_state(snapshot) | {"is_quotation": row is not None},
        "row": snapshot,
    }
    after = _new_state(session, amendment)
    if amendment.spans is not None:
        kind = amendment.type or QuotationType(snapshot["record"]["type"])
        after |= extents.extent(article.text, amendment.spans, kind, in_marks)
    details |= {"after": after, "text_sha256": article.text_sha256}
    made = corrections.record(session, "quote", authorship, details, article_id=article_id, quote_id=quote_id)
    if row is None:
        row = _restore(session, article, quote_id, snapshot)
    _apply(session, article, row, made)
    if amendment.is_quotation is False:
        session.delete(row)
        deletions.record(session, DeletedKind.QUOTE, [quote_id], made.made_at)
    else:
        row.updated_at = made.made_at
    session.flush()
    if after.keys() & {"speaker", "is_quotation"}:
        linking.relink_article(session, article)
    return made


def find_current(session: Session, quote_id: str) -> QuoteInContext | None:
    """Return the current quotation; None if it was marked as not a quotation. Raises ``NotFound``."""
    try:
        return context.of_quote(session, quote_id)
    except NotFound:
        if _last_correction(session, quote_id) is None:
            raise
        return None


def reapply(session: Session, article: Article, rows: Sequence[Quotation]) -> list[Quotation]:
    """Apply an article's stored corrections to newly read rows; returns them in text order, numbered."""
    found = session.scalars(select(Correction).where(Correction.article_id == article.id).order_by(Correction.number))
    remaining = list(rows)
    for correction in found.all():
        row = _find_match(remaining, correction, article)
        if row is None and correction.details["text_sha256"] == article.text_sha256:
            row = _build_row(article, str(correction.quote_id), correction.details["row"])
            remaining.append(row)
        if row is None:
            continue
        if correction.details["after"].get("is_quotation") is False:
            remaining.remove(row)
        else:
            _apply(session, article, row, correction)
    remaining.sort(key=lambda row: (row.record["spans"][0]["start"], row.record["spans"][-1]["end"]))
    first_number = list_order.allocate(session, article.order_key, len(remaining))
    for position, row in enumerate(remaining):
        row.position, row.number = position, first_number + position
    return remaining


def _last_correction(session: Session, quote_id: str) -> Correction | None:
    query = select(Correction).where(Correction.quote_id == quote_id).order_by(Correction.number.desc())
    return session.scalar(query.limit(1))


def _snapshot(row: Quotation) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _SNAPSHOT_COLUMNS}


def _reference(snapshot: dict[str, Any]) -> dict[str, Any]:
    record = snapshot["record"]
    return {"text": record["text"], "spans": _span_pairs(record)}


def _span_pairs(record: dict[str, Any]) -> list[list[int]]:
    return [[span["start"], span["end"]] for span in record["spans"]]


def _visible_state(snapshot: dict[str, Any]) -> dict[str, Any]:
    record = snapshot["record"]
    speaker = record["speaker"] and {name: record["speaker"][name] for name in ("name", "kind")}
    return {"type": record["type"], "speaker": speaker, "spans": record["spans"], "text": record["text"]}


def _new_state(session: Session, amendment: Amendment) -> dict[str, Any]:
    """Return the amendment as it is stored; a speaker given by identifier is stored with name and kind."""
    after: dict[str, Any] = {}
    if amendment.remove_speaker:
        after["speaker"] = None
    elif amendment.speaker is not None and amendment.speaker.id is not None:
        speaker = curation.get_speaker(session, amendment.speaker.id)
        after["speaker"] = {"id": speaker.id, "name": speaker.name, "kind": speaker.kind}
    elif amendment.speaker is not None:
        name = " ".join((amendment.speaker.name or "").split())
        if not name_key(name):
            raise InvalidInput("a speaker's name must contain a letter or digit")
        after["speaker"] = {"name": name, "kind": amendment.speaker.kind.value}
    if amendment.type is not None:
        after["type"] = amendment.type.value
    if amendment.is_quotation is not None:
        after["is_quotation"] = amendment.is_quotation
    return after


def _apply(session: Session, article: Article, row: Quotation, correction: Correction) -> None:
    after, quotation = correction.details["after"], row.quotation
    if "spans" in after:
        by = 0
        if correction.details["text_sha256"] != article.text_sha256:
            by = quotation.spans[0].start - correction.details["quote"]["spans"][0][0]
        extent = extents.moved(after, article.text, by)
        quotation = extents.with_extent(quotation, extent) if extent is not None else quotation
    if "type" in after:
        quotation = replace(quotation, type=QuotationType(after["type"]))
    speaker = after.get("speaker")
    if "speaker" in after:
        named = EngineSpeaker(speaker["name"], SpeakerKind(speaker["kind"])) if speaker else None
        quotation = replace(quotation, speaker=named, confidence=1.0, evidence=Evidence(CORRECTION_RULE))
    row.quotation = quotation
    if speaker and "id" in speaker:
        known = session.get(Speaker, merging.current_id(session, speaker["id"]))
        family = family_of(speaker["kind"])
        key = identity_key(family, speaker["name"])
        if known is not None:
            curation.pin_speaker(session, (row.article_id, family, key), known.id)


def _find_match(rows: Iterable[Quotation], correction: Correction, article: Article) -> Quotation | None:
    """Return the row that a correction applies to: by spans if the text is the same, otherwise by wording."""
    quote = correction.details["quote"]
    same_text = correction.details["text_sha256"] == article.text_sha256
    if not same_text:
        return next((row for row in rows if row.record["text"] == quote["text"]), None)
    expected = _offsets(quote["spans"])
    scored = [(_overlap(_offsets(_span_pairs(row.record)), expected), row) for row in rows]
    best = max(scored, key=lambda item: item[0], default=None)
    return best[1] if best is not None and best[0] >= MIN_OVERLAP else None


def _offsets(spans: Iterable[Sequence[int]]) -> set[int]:
    return {offset for start, end in spans for offset in range(start, end)}


def _overlap(mine: set[int], expected: set[int]) -> float:
    return len(mine & expected) / max(len(mine | expected), 1)


def _build_row(article: Article, quote_id: str, snapshot: dict[str, Any]) -> Quotation:
    return Quotation(
        **snapshot, id=quote_id, article_id=article.id, order_key=article.order_key, source_id=article.source_id,
        updated_at=datetime.now(UTC),
    )  # fmt: skip


def _restore(session: Session, article: Article, quote_id: str, snapshot: dict[str, Any]) -> Quotation:
    """Restore a quotation that was marked as none; it goes last if another one has taken its position."""
    row = _build_row(article, quote_id, snapshot)
    row.number = list_order.allocate(session, article.order_key, 1)
    mine = Quotation.article_id == article.id
    if session.scalar(select(Quotation.id).where(mine, Quotation.position == row.position)) is not None:
        row.position = (session.scalar(select(func.max(Quotation.position)).where(mine)) or 0) + 1
    session.add(row)
    session.flush()
    return row


def pinned_articles(session: Session) -> set[str]:
    """Return the identifiers of the articles in which a correction pinned a name to a speaker."""
    return set(session.scalars(select(Pin.article_id).distinct()))


def rejected_spans(session: Session, article: Article) -> list[dict[str, int]]:
    """Return the spans in the article's current text that corrections mark as not a quotation."""
    found = select(Correction).where(Correction.article_id == article.id).order_by(Correction.number)
    none: dict[str, list[list[int]]] = {}
    for correction in session.scalars(found):
        verdict = correction.details["after"].get("is_quotation")
        if verdict is not None and correction.details["text_sha256"] == article.text_sha256:
            none[str(correction.quote_id)] = [] if verdict else correction.details["quote"]["spans"]
    return [{"start": start, "end": end} for spans in none.values() for start, end in spans]
