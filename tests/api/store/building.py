"""Quotations as the engine would find them, built by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from alembic import command

from api.store import ArticleDetail, ArticleInput, Database
from api.store import revision as revision_of
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.schema import alembic_config
from attribution.model import (
    Cue,
    Evidence,
    Factor,
    Factuality,
    Mention,
    Quotation,
    QuotationType,
    Span,
    Speaker,
    SpeakerKind,
    quotation_id,
    text_digest,
)


def day(number: int) -> datetime:
    """A day in March 2024."""
    return datetime(2024, 3, number, tzinfo=UTC)


def quotation(
    text: str,
    content: str,
    *,
    speaker: str | None = None,
    kind: SpeakerKind = SpeakerKind.PERSON,
    mention: str | None = None,
    chain: tuple[str, ...] = (),
    reported_by: str | None = None,
    cue: str | None = None,
    type: QuotationType = QuotationType.DIRECT,
    factuality: Factuality | None = Factuality.ASSERTED,
) -> Quotation:
    """A quotation of this content, found where the text prints it; so are its cue and mention."""

    def place(part: str) -> tuple[int, int]:
        start = text.index(part)
        return start, start + len(part)

    spans = (Span(*place(content)),)
    return Quotation(
        id=quotation_id(text_digest(text), spans),
        type=type,
        text=content,
        spans=spans,
        quoted=spans,
        cue=Cue(cue, "say", *place(cue)) if cue else None,
        mention=Mention(mention, *place(mention)) if mention else None,
        speaker=Speaker(speaker, kind) if speaker else None,
        reported_by=Speaker(reported_by, SpeakerKind.PERSON) if reported_by else None,
        confidence=0.9,
        factuality=factuality,
        evidence=Evidence("subject_of_cue", chain, None, (Factor("prior", 0.5),)),
    )


def keep(
    database: Database,
    content: str = "We agreed",
    speaker: str | None = "Antony Blinken",
    *,
    mention: str | None = None,
    kind: SpeakerKind = SpeakerKind.PERSON,
    chain: tuple[str, ...] = (),
    source: str | None = "The Daily",
    url: str | None = None,
    published_at: datetime | None = None,
    type: QuotationType = QuotationType.DIRECT,
    factuality: Factuality | None = Factuality.ASSERTED,
) -> ArticleDetail:
    """Add an article of one sentence with one quotation."""
    mention = mention or speaker or "someone"
    text = f"“{content},” {mention} said."
    found = quotation(
        text, content, speaker=speaker, mention=mention, kind=kind, chain=chain, cue="said", type=type,
        factuality=factuality,
    )  # fmt: skip
    with database.writing() as session:
        return articles.add(session, validate(ArticleInput(text, source, url, None, published_at)), [found])[0]


def downgrade(database: Database, revision: str = "-1") -> str:
    """Undo migrations, the last one or all after a ``revision``; returns the revision that the file is of then."""
    config = alembic_config()
    with database.write_connection(foreign_keys=False) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    found = revision_of(database)
    assert found is not None
    return found
