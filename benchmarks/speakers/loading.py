"""Put made people into an archive at once, each as the one record that they are, without linking."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from api.store import Database
from api.store.identity import blocking
from api.store.identity.tables import AliasArticle, Appearance, SpeakerKey
from api.store.list_order import allocate
from api.store.mapping import derived_id, order_key
from api.store.models import AliasToken, Article, Base, Quotation, Source, Speaker, SpeakerAlias
from attribution.language.name_key import name_key
from attribution.model import Evidence, Factuality, QuotationType, Span, SpeakerKind, to_record
from attribution.model import Quotation as EngineQuotation
from attribution.model import Speaker as EngineSpeaker

from .people import SOURCES, Person

BATCH = 2_000
NOW = datetime(2024, 1, 1, tzinfo=UTC)


def speaker_id(person: Person) -> str:
    """The identifier of a person's record."""
    return derived_id("made", str(person.number))


def load(database: Database, people: list[Person], chance: random.Random) -> None:
    """Quote everybody in an article with the two that follow, and every tenth again, with colleagues."""
    casts = [people[start : start + 3] for start in range(0, len(people), 3)]
    for _ in range(len(people) // 10):
        person = people[int(len(people) * chance.random() ** 3)]
        casts.append([person, *(people[other] for other in person.colleagues[:2])])
    with database.writing() as session:
        sources = [
            {"id": derived_id("source", f"source {n}"), "name": f"Source {n}", "key": f"source {n}"}
            for n in range(SOURCES)
        ]
        session.execute(insert(Source), sources)
        place = allocate(session, order_key(None), 4 * len(casts))
        counts = dict.fromkeys((person.number for person in people), 0)
        for cast in casts:
            for person in cast:
                counts[person.number] += 1
        for start in range(0, len(people), BATCH):
            _records(session, people[start : start + BATCH], counts)
        for start in range(0, len(casts), BATCH):
            _articles(session, casts[start : start + BATCH], start, place)


def _records(session: Session, people: list[Person], counts: dict[int, int]) -> None:
    speakers, aliases, tokens, found = [], [], [], []
    for person in people:
        identifier, key = speaker_id(person), name_key(person.name)
        speakers.append({"id": identifier, "name": person.name, "kind": "person", "key": key, "identified": True})
        alias = {"id": person.number + 1, "speaker_id": identifier, "form": person.name, "key": key}
        aliases.append(alias | {"count": counts[person.number]})
        tokens += [{"token": token, "alias_id": person.number + 1} for token in set(key.split())]
        found += [{"key": k, "speaker_id": identifier, "name": key} for k in blocking.keys_of("person", key)]
    _put(session, (Speaker, speakers), (SpeakerAlias, aliases), (AliasToken, tokens), (SpeakerKey, found))


def _articles(session: Session, casts: list[list[Person]], first: int, place: int) -> None:
    articles, quotations, appearances, counted = [], [], [], []
    for number, cast in enumerate(casts, first):
        identifier, source = derived_id("made article", str(number)), derived_id("source", cast[0].source.lower())
        text = " ".join(f"“Statement {number},” {person.name} said." for person in cast)
        at = {"order_key": order_key(None), "source_id": source}
        articles.append(
            {"id": identifier, "url": None, "text": text, "text_sha256": identifier, "created_at": NOW,
             "updated_at": NOW, "revision": 1, "revised_at": NOW, **at}
        )  # fmt: skip
        for position, person in enumerate(dict.fromkeys(cast)):
            record = to_record(_said(derived_id(identifier, str(position)), f"Statement {number},", person.name))
            quotations.append(
                {"number": place + 4 * number + position, "id": record["id"], "article_id": identifier,
                 "position": position, "speaker_id": speaker_id(person), "evidence": record.pop("evidence"),
                 "record": record, "updated_at": NOW, **at}
            )  # fmt: skip
            appearances.append(
                {"article_id": identifier, "family": "person", "key": f"{name_key(person.name)}", "name": person.name,
                 "description": person.role, "speaker_id": speaker_id(person), "confidence": 1.0}
            )  # fmt: skip
            counted.append({"alias_id": person.number + 1, "article_id": identifier, "count": 1})
    unique = {(row["article_id"], row["key"]): row for row in appearances}  # namesakes of one article stay out
    rows = (Article, articles), (Quotation, quotations), (Appearance, list(unique.values())), (AliasArticle, counted)
    _put(session, *rows)


def _said(identifier: str, text: str, name: str) -> EngineQuotation:
    spans = (Span(1, 2),)
    speaker = EngineSpeaker(name, SpeakerKind.PERSON)
    return EngineQuotation(
        identifier, QuotationType.DIRECT, text, spans, spans, None, None, speaker, None, 0.9,
        Factuality.ASSERTED, Evidence("made"),
    )  # fmt: skip


def _put(session: Session, *rows: tuple[type[Base], list[dict[str, object]]]) -> None:
    for table, values in rows:
        session.execute(insert(table), values)
