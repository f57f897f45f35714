"""HTML and XML are distinguished from prose, even from prose about tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution import InvalidText
from attribution.article.markup import is_markup
from attribution.article.text import MAX_CHARACTERS, check

ROOT = Path(__file__).resolve().parent.parent.parent.parent
PROSE = "The talks went on for hours, and nobody said anything about the ferry that is to come in June. "


@pytest.mark.parametrize(
    "text",
    [
        "<p>“We will stay,” said <b>Ana Ivers</b>.</p>",
        "<!DOCTYPE html>\n<title>Talks</title>",
        "\n  <?xml version='1.0'?>\n<nitf>",
        "<HTML lang=en><BODY>“We stay,” said Ana Ivers.",
        "“We stay,” said Ana.<br>“We go,” said Ben.<br/>\n" + PROSE,
        '<div class="story">“We stay,” said Ana Ivers, the mayor.</div>',
        "<newsItem>“We stay,” said Ana Ivers, the mayor.</newsItem>\n",
        "“We stay,” said <b>Ana Ivers</b>, the mayor of <i>Talverne</i>. " + PROSE,
        '“We stay,” said <a href="https://a.example/x?y=1&z=2">Ana Ivers</a>, the mayor.',
        "<p>One.</p>\n\n<p>Two.</p>\n" + PROSE * 5,
        PROSE + "</p><p style='x'>" + PROSE + "</p><p>" + PROSE + "</p>",
    ],
)
def test_markup_is_refused_and_named(text: str) -> None:
    assert is_markup(text)
    with pytest.raises(InvalidText, match="the text is HTML or XML"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        "The tag <b> makes words bold, and <i> makes them lean; </b> ends it.",
        "“<laughter> We stay,” she said. <applause>",
        "<bob> hello\n<ann> hello, bob\n<bob> bye",
        "If a<b and c>d, then x<y>z, he said. “I <3 you,” she said. <3 <3",
        "He wrote to <ana@a.example> and read <https://a.example/x>.",
        "Tom &amp; Jerry &lt;b&gt; said 3 < 4 > 2.",
        "He typed <b>bold</b> once. " + PROSE,
        "A List<String> is no Map<K, V>, she said of List<a> and List<b>.",
        PROSE * 10 + '<a href="http://video.example">Watch</a> ' + PROSE,
        PROSE + '<tweet tweet-id="1"><tweet/> <tweet tweet-id="2"></tweet> ' + PROSE,
        "The new rules allow <b>x</b> and <i>y</i>. " + PROSE * 40,
        "<", "<>", "</>", "< p > x < /p >", "—<—", "",
    ],
)  # fmt: skip
def test_prose_is_accepted(text: str) -> None:
    assert not is_markup(text)


@pytest.mark.parametrize(
    "shape", ["<", "<a ", "<a b=", "<a b='", "</", "<a" + " b=1" * 40, '<a b="" ', "<p>", "<a b='x' c", "<b></b", "< b"]
)
def test_no_shape_of_a_long_text_takes_forever(shape: str) -> None:
    is_markup((shape * MAX_CHARACTERS)[:MAX_CHARACTERS])


def test_no_seed_article_is_refused() -> None:
    refused = [file.name for file in (ROOT / "seeds").glob("*.txt") if is_markup(file.read_text(encoding="utf8"))]
    assert refused == []
