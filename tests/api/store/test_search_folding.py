"""Folding for search: variants fold to the same text, index and query agree, and spaceless scripts are searchable."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from hypothesis import given, settings
from hypothesis import strategies as st

from api.store import Database, QuoteFilter, Sort, upgrade
from api.store.database import plain
from api.store.dialects.sqlite import SQLITE
from api.store.filters import search_terms
from api.store.quotes import quotes
from api.store.schema import alembic_config
from api.store.search_folding import fold

from .building import keep

pytestmark = pytest.mark.sqlite

ALIKE = [
    ("Straße", "strasse", "STRASSE"),
    ("ﬁne ﬂow", "fine flow", "FINE FLOW"),
    ("Müller", "mu\u0308ller", "MULLER"),
    ("Łódź", "lodz"),
    ("İstanbul", "ISTANBUL", "ıstanbul", "istanbul"),
    ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
    ("Bundes\u00adtag", "Bundes\u200btag", "\ufeffbundestag"),
    ("don't", "don’t", "don‘t", "donʼt", "don´t", "don`t", "don＇t"),
    ("co-operate", "co‐operate", "co‑operate", "co–operate", "co−operate", "co operate", "co－operate"),
    ("مُحَمَّد", "محمد", "مـحـمد"),
    ("أحمد", "احمد"),
    ("ایران", "ايران"),
    ("שָׁלוֹם", "שלום"),
    ("צה״ל", 'צה"ל', "צהל"),
    ("ｶﾞｽ", "ガス"),
    ("한국", "한국"),
    ("٢٠٢٤", "2024", "２０２４"),
    ("καλός", "ΚΑΛΌΣ"),
]


@pytest.mark.parametrize("variants", ALIKE, ids=lambda variants: variants[-1])
def test_variants_are_one(variants: tuple[str, ...]) -> None:
    assert len({fold(variant) for variant in variants}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("かき", "かぎ"), ("कि", "का"), ("ไท", "ไทย"), ("sone", "some"), ("20", "2")]
)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "q"),
    [
        ("我们在北京举行会谈", "北京"), ("東京都知事は「反対」と述べた", "知事"), ("カタカナのテキスト", "テキスト"),
        ("서울은 아름답다", "서울"), ("นายกรัฐมนตรีกล่าวว่า", "รัฐมนตรี"), ("𠮷野家で食べる", "𠮷野家"),
    ],
)  # fmt: skip
def test_a_run_of_letters_is_searched_inside(database: Database, text: str, q: str) -> None:
    keep(database, text)
    keep(database, "".join(reversed(text)))
    with database.reading() as session:
        for sort in Sort:
            found = quotes.find(session, QuoteFilter(q=q), sort=sort).items
            assert [quote.text for quote in found] == [text]


@pytest.mark.parametrize("variants", ALIKE, ids=lambda variants: variants[-1])
def test_every_variant_finds_every_other(database: Database, variants: tuple[str, ...]) -> None:
    for text in variants:
        keep(database, f"before {text} after")
    keep(database, "something else")
    with database.reading() as session:
        for q in variants:
            assert quotes.count(session, QuoteFilter(q=q)) == len(set(variants)), q


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_folding_is_done_once_and_leaves_nothing_of_a_query_language(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert not set(folded) & set("\"'*():^+-{}\0\n\t")
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize("letter", ["ﷺ", "ﷻ", "ﬃ", "㌀", "말", "ำ", "漢", "\u0344", "㊿", "Ⅷ", "\u1f82"])
def test_no_letter_makes_many(letter: str) -> None:
    assert len(fold(letter * 1000)) <= 10_000


LETTERS = st.sampled_from([*"aBzßéÅ日本語テ서울ไที่يمשлم01", "ﬁ", "ʼ", "’", "-", "\u00ad", "\u0301"])
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=6).filter(fold), min_size=1, max_size=6)


@settings(max_examples=100, deadline=None)
@given(said=WORDS, start=st.integers(0, 5), length=st.integers(1, 6))
def test_what_is_printed_is_found_by_any_of_its_words(said: list[str], start: int, length: int) -> None:
    part = said[start % len(said) :][:length]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(folded, tokenize='ascii')")
    connection.execute("INSERT INTO f VALUES (?)", (fold(" ".join(said)),))
    for q in (" ".join(part), f'"{" ".join(part)}"'):
        assert connection.execute(
            "SELECT count(*) FROM f WHERE f MATCH ?", (SQLITE.phrases(search_terms(q)),)
        ).fetchone() == (1,), q
    connection.close()


def test_a_migration_folds_what_is_there_and_its_downgrade_undoes_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    upgrade(database)
    texts = ["Die Straße", "我们在北京", "It is ﬁne", "One", "!!"]
    for text in texts:
        keep(database, text)
    with database.reading() as session:
        kept = plain(session).execute("SELECT number, folded FROM quotation ORDER BY number").fetchall()
    config = alembic_config()
    with database.write_connection(foreign_keys=False) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0006")
        (before,) = (
            plain(connection)
            .execute("SELECT count(*) FROM quotation_fts WHERE quotation_fts MATCH '\"straße\"'")
            .fetchone()
        )
        assert before == 1
    upgrade(database)
    with Database(database.path).reading() as session:
        assert plain(session).execute("SELECT number, folded FROM quotation ORDER BY number").fetchall() == kept
        for q, text in (("strasse", texts[0]), ("北京", texts[1]), ("fine", texts[2])):
            assert [found.text for found in quotes.find(session, QuoteFilter(q=q)).items] == [text]
    with database.write_connection() as connection:
        plain(connection).execute("INSERT INTO quotation_fts (quotation_fts, rank) VALUES ('integrity-check', 1)")
