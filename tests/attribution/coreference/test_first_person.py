"""Resolution of "I" and "we", on hand-made reports: an inner one with the pronoun, and the enclosing one."""

from __future__ import annotations

import pytest

from attribution.coreference.resolve import resolve
from attribution.model import Span
from attribution.parsing import parsed
from attribution.rules.cue_verbs import CUE_VERB
from attribution.rules.report import Report, Source

INNER, BARE = "“{} said that it was safe,” {} told reporters.", "The mill has closed. {} said that it was safe."
BYLINE = "By Kofi Mensah\n\n"
TEXTS = [
    # the text, the inner source, the outer one, and whom the inner one means
    (INNER.format("I", "Amina Diallo"), "I", "Amina Diallo", "Amina Diallo"),
    (BYLINE + INNER.format("I", "Amina Diallo"), "I", "Amina Diallo", "Amina Diallo"),
    (INNER.format("We", "the ministry"), "We", "the ministry", "ministry"),
    (INNER.format("We", "a spokesman for Volta Bank"), "We", "a spokesman for Volta Bank", "Volta Bank"),
    (INNER.format("We", "Amina Diallo"), "We", "Amina Diallo", None),
    # outside quotations it is who writes, if a line says who does
    (BYLINE + BARE.format("I"), "I", "", "Kofi Mensah"),
    ("BY KOFI MENSAH in Accra\n\n" + BARE.format("I"), "I", "", "Kofi Mensah"),
    (BARE.format("I"), "I", "", None),
    (BYLINE + BARE.format("We"), "We", "", None),
    ("By the river\n\n" + BARE.format("I"), "I", "", None),
]


def report(text: str, source: str, cue: str, content: str, tokens: dict[int, int]) -> Report:
    """A report of these parts, located in the text; the last word of the source is its head."""
    at = text.index(f"{source} {cue}")
    verb = at + len(source) + 1
    head = tokens[at + source.rindex(" ") + 1 if " " in source and source[0].isupper() else tokens_head(source, at)]
    span, start = Span(at, at + len(source)), text.index(content)
    content_span = Span(start, start + len(content))
    return Report(
        CUE_VERB, Span(verb, verb + len(cue)), cue, tokens[verb], Source(span, head, "x"), (content_span,), 1.0
    )


def tokens_head(source: str, at: int) -> int:
    """The offset of the head of "the ministry", "a spokesman for X", "I"."""
    words = source.split()
    return at + (len(words[0]) + 1 if words[0] in ("a", "the") else 0)


@pytest.mark.parametrize(("text", "inner", "outer", "name"), TEXTS)
def test_the_first_person(text: str, inner: str, outer: str, name: str | None) -> None:
    with parsed(text) as article:
        tokens = {token.idx: token.i for token in article.tokens}
        reports = [report(text, inner, "said", "that it was safe", tokens)]
        if outer:
            reports.append(report(text, outer, "told", text[text.index("“") + 1 : text.index("”")], tokens))
        found = resolve(article, reports)[0]
    assert (found.speaker.name if found.speaker else None) == name
    assert found.chain[0] == inner
