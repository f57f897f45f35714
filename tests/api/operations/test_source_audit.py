"""Audits: unnamed sources with the sentence in which the article says why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from api.operations.services import Services
from api.store import ArticleInput, QuoteFilter
from attribution import Quotation, Speaker
from attribution.model import SpeakerKind

from ..fakes import FakeAttributor, attribute

WHY = "“It leaks,” Deckhand said on condition of anonymity."
SILENT = "“It does not,” Deckhand said. “It never did,” Ana Ruiz said."


class Unnaming(FakeAttributor):
    """The fake engine, for which a deckhand has no name."""

    def attribute(self, text: str, *arguments: object) -> list[Quotation]:
        unnamed = Speaker("a deckhand", SpeakerKind.ANONYMOUS)
        found = attribute(text)
        return [replace(q, speaker=unnamed) if q.mention and q.mention.text == "Deckhand" else q for q in found]


@pytest.fixture
def attributor() -> FakeAttributor:
    return Unnaming()


def test_unnamed_sources_with_and_without_a_reason(app: Flask) -> None:
    services: Services = app.extensions["saidby"]
    for text in (WHY, SILENT):
        services.add_article(ArticleInput(text, source="Post"))
    found = services.source_audit(QuoteFilter())
    assert {item.quote.text: item.reason for item in found.unnamed} == {"It leaks,": WHY, "It does not,": None}
    assert found.counts.kinds == {SpeakerKind.ANONYMOUS: 2, SpeakerKind.PERSON: 1}
    assert found.facets.total == 3
    assert services.source_audit(QuoteFilter(kind=(SpeakerKind.PERSON,))).unnamed == ()
    assert services.source_audit(QuoteFilter(source=("Nowhere",))).facets.total == 0
