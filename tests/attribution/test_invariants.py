"""Invariants of the output, on generated articles of news-like pieces and unusual characters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from attribution import attribute, attribute_text
from attribution.article.readings import readings
from attribution.parsing import parse, pipeline
from attribution.tokenization import make_doc

from .records import check_record

SEEDS = Path(__file__).parents[2] / "seeds"
PIECES = """Maria Lopez|Mr Brown|Xi Jinping|the State Department|a senior official|residents|the report|She|they|said
told reporters|added|asked|according to|was quoted as saying|saying that|who said|called it|in a statement|MODERATOR:
Brown:|it rained|that the river is too high|We need more time|no|a mistake|on Monday|6'4"|’90s|rock ’n’ roll|James’
“|”|"|‘|’|'|«|»|“We need more time,”|"It is late."|‘No,’|“Farewell to the River”|.|,|:|;|?|—|...|(|)|''|``|–
\u00a0|😀|é\u0301|\u200b|\u2028|#x|@y|http://a.b/c|%|$5m""".replace("\n", "|").split("|")
BREAKS = ["\n", "\n\n", "\r\n\r\n", " ", "\t", "  "]

ARTICLES = (
    st.lists(st.sampled_from(PIECES + BREAKS * 4), min_size=1, max_size=40)
    .map(" ".join)
    .filter(lambda text: bool(text.strip()))
)
SIGNS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=50).filter(
    lambda text: bool(text.strip())
)


@given(ARTICLES | SIGNS)
@example("“")
@example("“A” “B” said said said")
@example("According to")
@example("said :")
@example("A: b\n\nA: c\n\n: d")
@example("HARWICK - lorries before ")
@example("D我们 A。 。. M")
def test_the_invariants_hold(text: str) -> None:
    found = attribute_text(text)
    for quotation in found:
        check_record(text, quotation)
    assert [q.spans[0].start for q in found] == sorted(q.spans[0].start for q in found)


@given(ARTICLES)
def test_what_is_quoted_lies_in_the_content(text: str) -> None:
    for quotation in attribute_text(text):
        content = {i for s in quotation.spans for i in range(s.start, s.end) if text[i].isalnum()}
        assert {i for q in quotation.quoted for i in range(q.start, q.end) if text[i].isalnum()} <= content


def snapshot(doc: Doc) -> tuple[Any, ...]:
    """Everything of a Doc that the engine could change."""
    tokens = [(t.text, t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, t.ent_iob_, t.ent_type_, t.sent.start) for t in doc]
    return doc.text, tokens, sorted(map(str, doc.user_data)), sorted(doc.spans), [(e.start, e.end) for e in doc.ents]


@given(ARTICLES)
def test_the_same_doc_gives_the_same_and_stays_the_same(text: str) -> None:
    nlp = pipeline()
    doc = parse(nlp, make_doc(nlp, text))
    before = snapshot(doc)
    first, second = attribute(doc), attribute(doc)
    assert first == second
    assert snapshot(doc) == before
    if not readings(text):  # else the text that is parsed is another one
        assert first == attribute_text(text)


def test_an_article_of_marks_and_cues_only(nlp: Language) -> None:
    text = "“Yes,” he said. " * 300
    assert len({q.id for q in attribute_text(text)}) == len(attribute_text(text))


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_articles_of_the_repository(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    found = attribute_text(text)
    for quotation in found:
        check_record(text, quotation)
    assert found
    assert len({q.id for q in found}) == len(found)


@pytest.mark.parametrize("text", ["a", ".", "“", "\u200b", "said", "😀", ":", "\n\n“\n\n”", "a" * 5000, "said " * 2000])
def test_texts_that_are_not_articles(text: str) -> None:
    for quotation in attribute_text(text):
        check_record(text, quotation)
