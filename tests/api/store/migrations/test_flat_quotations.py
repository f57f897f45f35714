"""Quotations in one column a field, as archives before revision 0011 have them, become records and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from api.http.representations.records import quote_record
from api.operations.curation import Curation
from api.store import ArticleInput, Database, QuoteFilter, upgrade
from api.store.articles import articles, gold, revisions
from api.store.articles.validation import validate
from api.store.changes import feed
from api.store.migrations import flat_quotations as flat
from api.store.quotes import facets, quotes
from api.store.speakers.amendments import Amendment
from api.store.speakers.corrections import Authorship
from attribution.codec import members
from attribution.model import Evidence, Quotation, QuotationType, Speaker, SpeakerKind, to_record

from ..building import day, downgrade, keep, quotation

TEXT = "“We agreed,” Mr Blinken said, Matthew Miller told reporters."
FULL = replace(
    quotation(
        TEXT, "We agreed", mention="Mr Blinken", cue="said", chain=("Mr Blinken",), reported_by="Matthew Miller"
    ),
    speaker=Speaker("Antony Blinken", SpeakerKind.PERSON, "Secretary of State", "the government"),
    factuality=None,
)  # fmt: skip
BARE = replace(quotation("It rained.", "It rained"), factuality=None)
RECORD, EVIDENCE = flat.record_of("", flat.flat_of(to_record(FULL), to_record(FULL)["evidence"]))
NEWER = {"factuality", *(members(Quotation).keys() - RECORD.keys() - {"evidence"})}
NEWER |= members(Evidence).keys() - EVIDENCE.keys()
AUTHORSHIP = Authorship("a tester", "to see it again")


@pytest.mark.sqlite
@pytest.mark.parametrize("given", [FULL, BARE], ids=["full", "bare"])
@pytest.mark.sqlite
def test_a_record_becomes_columns_and_back(given: Quotation) -> None:
    record = to_record(given)
    evidence = forgotten(record.pop("evidence"))
    columns = flat.flat_of(record, evidence)
    assert tuple(sorted(columns)) == tuple(sorted(flat.COLUMNS))
    kept = flat.record_of(given.id, columns)
    assert kept == (forgotten(record) | {"factuality": None}, evidence)
    record = kept[0]
    row = {"position": 3, "record": record, "evidence": evidence}
    assert flat.new_row(given.id, flat.old_row(row)) == row
    snapshot = record | {"evidence": evidence}
    snapshot |= {who: record[who] and {"id": who, **record[who]} for who in ("speaker", "reported_by")}
    assert flat.new_snapshot(flat.old_snapshot(snapshot)) == snapshot


@pytest.mark.sqlite
def test_what_the_first_snapshots_lack_is_empty() -> None:
    record = to_record(FULL)
    old = flat.old_snapshot({**record, "speaker": {"id": "1", **record["speaker"]}, "reported_by": None})
    del old["factors"], old["called"]
    new = flat.new_snapshot(old)
    assert (new["speaker"]["description"], new["evidence"]["factors"]) == (None, [])


def state(database: Database) -> dict[str, Any]:
    """Everything that shows quotations, as the API gives it."""
    with database.reading() as session:
        listed = [quote_record(quote) for quote in quotes.find(session, QuoteFilter(), limit=200).items]
        counted = facets.count(session, QuoteFilter())
        texts = {quote["article"]["id"] for quote in listed}
        earlier = {text: [v.removed for v in revisions.find(session, text).items] for text in sorted(texts)}
        corrected = list(gold.records(session))
    with database.snapshot() as reader:
        changes = feed.find(reader, QuoteFilter(), limit=200).items
        found = [quotes.count(reader, QuoteFilter(type=(kind,))) for kind in QuotationType]
        found += [quotes.count(reader, QuoteFilter(cue=("say",))), quotes.count(reader, QuoteFilter(q="agreed"))]
    return {
        "listed": listed, "counted": counted, "found": found, "earlier": earlier, "corrected": corrected,
        "changes": [[c.kind, *(v and quote_record(v) for v in (c.before, c.after))] for c in changes],
    }  # fmt: skip


def add(database: Database, text: str, *found: Quotation) -> str:
    with database.writing() as session:
        given = ArticleInput(text, "The Daily", "https://daily.example/1", "Talks", day(3))
        return articles.add(session, validate(given), [replace(quote, factuality=None) for quote in found])[0].id


@pytest.mark.sqlite
def test_an_archive_of_columns_is_kept_whole(database: Database) -> None:
    add(database, TEXT, FULL)
    later = f"{TEXT} “It is late,” she said."
    add(database, later, quotation(later, "It is late"), quotation(later, "We agreed", type=QuotationType.MIXED))
    removed, corrected = keep(database, "It rains", "Bo Smith"), keep(database, "We stay", "Ann Moor")
    with database.writing() as session:
        articles.delete(session, removed.id)
        (quote,) = quotes.of_article(session, corrected.id)
    Curation(database).amend(quote.id, Amendment(is_quotation=False), AUTHORSHIP)
    before = state(database)
    assert downgrade(database, "0010") == "0010"
    database = Database(database.path)
    upgrade(database)
    after = state(database)
    assert forgotten(after) == forgotten(before)
    Curation(database).amend(quote.id, Amendment(is_quotation=True), AUTHORSHIP)
    with database.reading() as session:
        assert [quote_record(view)["text"] for view in quotes.of_article(session, corrected.id)] == ["We stay"]
    keep(database, "Another", "Ann Moor", type=QuotationType.INDIRECT)
    with database.reading() as session:
        assert [(count.type, count.count) for count in facets.count(session, QuoteFilter()).types] == [
            (QuotationType.DIRECT, 2), (QuotationType.INDIRECT, 1), (QuotationType.MIXED, 1),
        ]  # fmt: skip


def forgotten(value: Any) -> Any:
    """The state without what there was no column for: fields of the record that are newer."""
    if isinstance(value, dict):
        return {key: forgotten(item) for key, item in value.items() if key not in NEWER}
    return [forgotten(item) for item in value] if isinstance(value, list) else value
