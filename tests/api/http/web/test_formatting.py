"""Text, dates and numbers as pages show them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from api.http.web.formatting import day, minute, number, percent, plural, visible, weight

SHOWN = [
    ("plain", "plain"),
    ("<b onclick=x>&", "&lt;b onclick=x&gt;&amp;"),
    ("a\u202eb", 'a<span class="unseen" title="right-to-left override">U+202E</span>b'),
    ("a\u200bb", 'a<span class="unseen" title="zero width space">U+200B</span>b'),
    ("\x07", '<span class="unseen" title="control character">U+0007</span>'),
    ("a\u200db", 'a<span class="unseen" title="zero width joiner">U+200D</span>b'),
    ("می\u200cخواهم", "می\u200cخواهم"),  # spelling
    ("👩\u200d🔬", "👩\u200d🔬"),  # one emoji
    ("two\nlines\tand", "two\nlines\tand"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_text_is_shown_as_it_was_written(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_dates_and_numbers_carry_their_value() -> None:
    assert day("2023-06-18T23:30:00Z") == '<time class="day" datetime="2023-06-18">18 June 2023</time>'
    assert day(date(2023, 6, 1)) == '<time class="day" datetime="2023-06-01">1 June 2023</time>'
    shown = minute(datetime(2023, 6, 18, 3, 5, tzinfo=UTC))
    assert shown == '<time class="minute" datetime="2023-06-18T03:05:00Z">18 June 2023, 03:05 UTC</time>'
    assert number(12345) == '<data class="number" value="12345">12,345</data>'
    assert weight(-0.55) == '<data class="weight" value="-0.55">−0.6</data>'
    assert percent(0.0031) == '<data class="percent" value="0.0031">0.3%</data>'
    assert percent(0.862) == '<data class="percent" value="0.862">86%</data>'


def test_a_sentence_has_the_form_of_its_number() -> None:
    assert plural(1, "{} word", "{} words").endswith("</data> word")
    assert plural(0, "{} word", "{} words").endswith("</data> words")
