"""Every value in a response works as a filter and finds its record: on the seeds, and with unusual names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from api import create_app
from api.config import Config
from api.ingest.article_files import entries, files, seeds
from api.operations.attributors import InProcessAttributor
from api.operations.services import Services
from api.store import ArticleInput, Database, upgrade
from api.store.articles import articles
from api.store.articles.validation import validate
from attribution import Quotation, QuotationType, SpeakerKind
from tests.api.store.building import quotation

NAMES = [
    "X",
    "***",
    "🙂",
    "李",
    "习近平",
    "محمد",
    "Ό",
    "Ng",
    "The The",
    "General",
    "Mr Mister",
    "a" * 300,
    "M&S",
    "?",
    "O",
]
SOURCES = ["🗞️", "...", "!", "新华社", "The", "الجزيرة", "=1+1", "N" * 199 + "b", "ﬁne", "' OR 1=1"]
CUES = [":", "—", "according to", "’s", "说", "🗣", "%", "NULL", "say"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of an archive of the seeds and of names, sources and cues of every kind."""
    database = Database(tmp_path_factory.mktemp("values") / "saidby.db")
    upgrade(database)
    services = Services(database, InProcessAttributor())
    for file, in_folder in files([str(seeds())]):
        for entry in entries(file, in_folder=in_folder):
            assert entry.article
            services.add_article(entry.article)
    with database.writing() as session:
        for number in range(max(len(NAMES), len(SOURCES), len(CUES))):
            name, cue = NAMES[number % len(NAMES)], CUES[number % len(CUES)]
            text = f"“Number {number},” {name} {cue}"
            for kind in (SpeakerKind.PERSON, SpeakerKind.ORGANIZATION, SpeakerKind.ANONYMOUS):
                found = quotation(text, f"Number {number},", speaker=name, mention=name, kind=kind, cue=cue)
                found = _with_lemma(found, cue)
                source = SOURCES[number % len(SOURCES)]
                articles.add(
                    session, validate(ArticleInput(text, source, f"https://a.example/{number}/{kind}")), [found]
                )
    yield create_app(Config(database=str(database.path), answers=0), InProcessAttributor()).test_client()
    database.close()


def _with_lemma(found: Quotation, lemma: str) -> Quotation:
    assert found.cue
    return replace(found, cue=replace(found.cue, lemma=lemma))


def listed(client: FlaskClient, path: str, **query: Any) -> list[dict[str, Any]]:
    """The items of all pages."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        response = client.get(path, query_string={"limit": "200", **query, **cursor})
        assert response.status_code == 200, (path, query, response.text)
        found += response.json["data"]
        if response.json["next_cursor"] is None:
            return found
        cursor = {"cursor": response.json["next_cursor"]}


def shown(quote: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs of filter and value for each value in a quotation."""
    article, speaker, cue = quote["article"], quote["speaker"], quote["cue"]
    yield "article", article["id"]
    yield "type", quote["type"]
    yield "factuality", quote["factuality"]
    yield "min_confidence", repr(quote["confidence"])
    yield "updated_since", quote["updated_at"]
    yield "attributed", "true" if speaker else "false"
    if article["published_at"]:
        yield "published_from", article["published_at"]
    if article["source"]:
        yield "source", article["source"]
    if cue:
        yield "cue", cue["lemma"]
    if speaker:
        yield from (("speaker", speaker["id"]), ("speaker", speaker["name"]), ("kind", speaker["kind"]))


def test_each_quotation_is_found_by_each_of_its_values(archive: FlaskClient) -> None:
    everything = listed(archive, "/v1/quotes", type=list(QuotationType))
    assert {QuotationType.BELIEF, QuotationType.ACT} <= {quote["type"] for quote in everything}
    wanted: dict[tuple[str, str], set[str]] = {}
    for quote in everything:
        for pair in shown(quote):
            wanted.setdefault(pair, set()).add(quote["id"])
    assert {value for name, value in wanted if name == "cue"} >= set(CUES)
    assert {value for name, value in wanted if name == "speaker"} >= set(NAMES)
    missed = [
        (name, value)
        for (name, value), ids in wanted.items()
        if not ids
        <= {quote["id"] for quote in listed(archive, "/v1/quotes", **{"type": list(QuotationType), name: value})}
    ]
    assert missed == []


def test_a_cue_without_a_letter_finds_its_quotations_and_no_others(archive: FlaskClient) -> None:
    for cue in (":", "—", "🗣"):
        found = listed(archive, "/v1/quotes", cue=cue)
        assert found
        assert {quote["cue"]["lemma"] for quote in found} == {cue}


def test_each_article_and_speaker_is_found_by_its_values(archive: FlaskClient) -> None:
    for article in listed(archive, "/v1/articles"):
        for name in ("source", "url"):
            if article[name]:
                assert article["id"] in {a["id"] for a in listed(archive, "/v1/articles", **{name: article[name]})}
    for speaker in listed(archive, "/v1/speakers"):
        for name in (speaker["name"], *speaker["aliases"]):
            assert speaker["id"] in {s["id"] for s in listed(archive, "/v1/speakers", q=name)}, name


@pytest.mark.parametrize("name", ["speaker", "source", "cue", "article"])
@pytest.mark.parametrize("value", ["", " ", "\u00a0", "%00"])
def test_a_blank_value_is_rejected(archive: FlaskClient, name: str, value: str) -> None:
    assert archive.get(f"/v1/quotes?{name}={value}").status_code == 400
