"""Features in words."""

from __future__ import annotations

import json

from api.http.web.features import FEATURES, feature, value_of_feature
from attribution.scoring.trees import SCORER


def test_every_feature_of_the_scorer_has_words() -> None:
    forests = json.loads(SCORER.read_text(encoding="utf8"))
    names = {name.partition("=")[0] for forest in forests.values() for name in forest["features"]}
    assert names == set(FEATURES)


def test_a_feature_is_told_in_words_with_its_value() -> None:
    assert (feature("content_starts=that"), value_of_feature("content_starts=that")) == (
        "First word",
        "that",
    )
    assert (feature("spoke last"), value_of_feature("spoke last")) == ("spoke last", "")
