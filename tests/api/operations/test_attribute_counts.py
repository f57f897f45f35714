"""Counts by attributes that the user supplies, under the filters of the list."""

from __future__ import annotations

import pytest
from flask import Flask

from api.operations.services import Services
from api.store import ArticleInput, QuoteFilter
from api.store.speakers.attributes import SpeakerAttributes

from ..conftest import ADA, BOB

VALUES = {"Ada Byron": ("red", "north"), "bob stone": ("blue", ""), "Nobody Known": ("blue", "south")}


@pytest.mark.parametrize(
    ("where", "counts"),
    [
        (QuoteFilter(), {("party", "red"): 2, ("party", "blue"): 1, ("place", "north"): 2, ("place", "south"): 0}),
        (QuoteFilter(q="agreed"), {("party", "red"): 0, ("party", "blue"): 1}),
        (QuoteFilter(speaker=("Byron",)), {("party", "red"): 2, ("party", "blue"): 0}),
    ],
)
def test_counts_by_value(app: Flask, where: QuoteFilter, counts: dict[tuple[str, str], int]) -> None:
    services: Services = app.extensions["saidby"]
    for text in (ADA, BOB):
        services.add_article(ArticleInput(text, source="Post"))
    found = services.count_attributes(where, SpeakerAttributes(("party", "place"), VALUES))
    by_value = {(count.attribute, count.value): count.quotes for count in found}
    assert {key: by_value[key] for key in counts} == counts
    assert [count.attribute for count in found] == ["party", "party", "place", "place"]
