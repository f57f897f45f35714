"""Character references and mojibake in a plain text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.article.characters import encoded_characters
from attribution.article.replacements import Readable, replaced
from attribution.model import Span


def readable(text: str) -> Readable | None:
    return replaced(text, encoded_characters(text))


READ = [
    ("&ldquo;We left,&rdquo; she said.", "“We left,” she said."),
    ("&quot;It isn&#39;t,&quot; he said.", '"It isn\'t," he said.'),
    ("&#x201C;No&#8221;", "“No”"),
    ("&#147;No&#148;", "“No”"),
    ("Marks &amp; Tarr", "Marks & Tarr"),
    ("&amp;quot;No&amp;quot;", '"No"'),
    ("a&nbsp;b", "a\xa0b"),
    ("â€œThe tide is early,â€\x9d said Ada. The portâ€™s tug", "“The tide is early,” said Ada. The port’s tug"),
    ("â€œNo,â€ she said â€” twiceâ€¦", "“No,” she said — twice…"),
    ("cafÃ© for Â£4, Â«noÂ»", "café for £4, «no»"),
    ("ZoÃ« and SÃ¸ren", "Zoë and Søren"),
    ("â€œNo,â€\ufffd said JosÃ© Ãngel GarcÃa", "“No,” said José Ángel García"),
    ("NÃ Bhriain said: â€œVoilÃ .â€", "Ní Bhriain said: “Voilà.”"),
    ("itâ€™s 4Â km from Å\ufffdomÅ¼a", "it’s 4\xa0km from Łomża"),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_what_is_read(text: str, expected: str) -> None:
    found = readable(text)
    assert found is not None
    assert found.text == expected


AS_IT_IS = [
    "",
    "It rained.",
    "Q&A; AT&T; a & b",
    "JOSÉ’S CAFÉ… “OLÉ”",
    "SÃO PAULO, ÂNGELA",
    "&nosuchthing; &#; &#x; &",
    "&#0; &#xD800; &#1114112;",
    "Ã” and Â”",
]


@pytest.mark.parametrize("text", AS_IT_IS)
def test_what_stays(text: str) -> None:
    assert readable(text) is None


@given(
    st.lists(st.sampled_from(["&quot;", "&#39;", "â€œ", "Ã©", "a", " ", "&", "”", "&amp;"]), max_size=30).map("".join)
)
def test_offsets_lead_back(text: str) -> None:
    found = readable(text)
    if found is None:
        return
    spans = [found.sent(Span(at, at + 1)) for at in range(len(found.text))]
    places = [span.start for span in spans] + [len(text)]
    assert places[0] == 0
    assert all(span.end == after for span, after in zip(spans, places[1:], strict=True))
    assert all(one < other for one, other in pairwise(places))
    for at, character in enumerate(found.text):
        printed = text[places[at] : places[at + 1]]
        assert printed == character or len(printed) > 1
