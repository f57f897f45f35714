"""An article's text in paragraphs and segments."""

from __future__ import annotations

from typing import Any

from api.http.web.article_text import Paragraph, colours, paragraphs
from api.store import QuoteView


def quote(number: int, *spans: tuple[int, int], speaker: str | None = "a") -> QuoteView:
    record: dict[str, Any] = {
        "id": f"q{number}",
        "type": "direct",
        "spans": [{"start": start, "end": end} for start, end in spans],
        "speaker": {"id": speaker, "name": speaker, "kind": "person"} if speaker else None,
    }
    return QuoteView(number, number, "", "article", None, None, None, None, None, "", record, None)


def shown(found: list[Paragraph]) -> list[list[tuple[str, list[str], list[str]]]]:
    return [
        [(s.text, [q.id for q in s.quotes], [q.id for q in s.begins]) for s in paragraph.segments]
        for paragraph in found
    ]


def test_empty_lines_are_left_out_and_offsets_kept() -> None:
    found = paragraphs("ab\n\n  \ncd", [])
    assert [(paragraph.start, paragraph.segments[0].text) for paragraph in found] == [(0, "ab"), (7, "cd")]


def test_overlapping_quotations_are_cut_at_both_ends() -> None:
    found = paragraphs("0123456789", [quote(1, (1, 8)), quote(2, (3, 5)), quote(3, (7, 10))])
    assert shown(found) == [
        [
            ("0", [], []),
            ("12", ["q1"], ["q1"]),
            ("34", ["q1", "q2"], ["q2"]),
            ("56", ["q1"], []),
            ("7", ["q1", "q3"], ["q3"]),
            ("89", ["q3"], []),
        ]
    ]


def test_a_quotation_goes_on_in_the_next_paragraph_and_over_a_gap() -> None:
    found = paragraphs("abcd\nefgh", [quote(1, (2, 7), (8, 9))])
    assert shown(found) == [
        [("ab", [], []), ("cd", ["q1"], ["q1"])],
        [("ef", ["q1"], []), ("g", [], []), ("h", ["q1"], [])],
    ]


def test_a_name_is_shown_when_another_speaker_begins() -> None:
    quotes = [quote(1, (0, 1)), quote(2, (2, 3)), quote(3, (4, 5), speaker="b"), quote(4, (6, 7), speaker=None)]
    (paragraph,) = paragraphs("a b c d", quotes)
    assert [s.named and s.named.id for s in paragraph.segments if s.quotes] == ["q1", None, "q3", "q4"]


def test_a_name_stands_before_the_quotation_mark() -> None:
    (paragraph,) = paragraphs('“No,” a said. "Yes," it’s b', [quote(1, (1, 4)), quote(2, (15, 19), speaker="b")])
    shown = [(s.text, s.named.id if s.named else None) for s in paragraph.segments]
    assert shown == [("“", "q1"), ("No,", None), ("” a said. ", None), ('"', "q2"), ("Yes,", None), ('" it’s b', None)]


def test_speakers_have_colours_in_the_order_of_their_quotations() -> None:
    quotes = [quote(n, (n, n + 1), speaker=name) for n, name in enumerate("cabdefga")]
    found = colours([*quotes, quote(9, (9, 10), speaker=None)])
    assert [found[name] for name in "cabdefg"] == ["0", "1", "2", "3", "4", "5", "0"]
    assert found[None] == "unknown"
