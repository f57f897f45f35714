"""Views: what is derived from a quotation's record."""

from __future__ import annotations

import pytest

from api.store import QuoteView


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("“We came,” she said, “and saw.” Then she left.", [(1, 9)]),
        ("“We came,” she said, “and saw.” Then she left.", [(1, 9), (22, 30)]),
        ("🎻 two  spaces, then three", [(0, 1), (2, 14), (16, 26)]),
    ],
)
def test_the_passages_are_the_spans_of_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    printed = [text[start:end] for start, end in spans]
    record = {"text": " ".join(printed), "spans": [{"start": start, "end": end} for start, end in spans]}
    view = QuoteView(1, 0, "", "", None, None, None, None, None, "", record, None)
    assert view.passages == printed
