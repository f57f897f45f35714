"""Optional members of foreign documents are tidied or left out, and what is left out is said."""

from __future__ import annotations

import pytest

from api.formats.documents import Document, date_time, members, tidy

DATES = [
    ("2025-03-04", "2025-03-04"),
    ("2025-03-04T09:30", "2025-03-04T09:30:00Z"),
    ("2025-03-04 09:30:15.5", "2025-03-04T09:30:15Z"),
    ("2025-03-04T09:30:15+0100", "2025-03-04T09:30:15+01:00"),
    (" 2025-03-04T09:30:15z", "2025-03-04T09:30:15Z"),
    ("4 March 2025", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("value", "wanted"), DATES)
def test_dates_are_brought_into_one_form(value: str | None, wanted: str | None) -> None:
    assert date_time(value) == wanted


def test_members_that_the_archive_would_reject_are_left_out() -> None:
    found = tidy(Document("T", title="A\x07", source="x" * 300, url="ftp://a.example/", published_at="soon"))
    notes = [f"invalid {name} left out" for name in ("title", "source", "url", "published_at")]
    assert members(found) == {"text": "T", "mended": notes}


def test_members_are_tidied() -> None:
    found = tidy(Document("A&amp;B", title=" A\n&amp;  B ", source=" ", url=" https://a.example/ "))
    notes = ["character references replaced"]
    assert members(found) == {"text": "A&B", "title": "A & B", "url": "https://a.example/", "mended": notes}


def test_a_long_title_is_shortened() -> None:
    title = tidy(Document("T", title="x" * 2000)).title
    assert title == "x" * 999 + "…"
