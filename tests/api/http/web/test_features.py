"""Features in words."""

from __future__ import annotations

import json

from api.http.web.antecedent_features import ANTECEDENT_FEATURES
from api.http.web.features import FEATURES, feature, value_of_feature
from attribution.coreference.ranker import weights
from attribution.scoring.trees import SCORER


def test_every_feature_of_the_scorer_has_words() -> None:
    forests = json.loads(SCORER.read_text(encoding="utf8"))
    names = {name.partition("=")[0] for forest in forests.values() for name in forest["features"]}
    assert names == set(FEATURES)


def test_every_feature_of_the_ranker_of_antecedents_has_words() -> None:
    names = {name for table in weights().values() for name in table}
    assert names == set(ANTECEDENT_FEATURES)
    assert len(set(ANTECEDENT_FEATURES.values())) == len(names)
    assert names.isdisjoint(FEATURES)


def test_a_feature_of_the_next_best_choice_is_told_as_its_own() -> None:
    assert feature("not new, office") == "The next best choice: Somebody new, called by an office"
    assert feature("not called so, office") == "Not called so elsewhere, by an office"
    assert feature("not not called so, office") == "The next best choice: Not called so elsewhere, by an office"


def test_a_feature_is_told_in_words_with_its_value() -> None:
    assert (feature("content_starts=that"), value_of_feature("content_starts=that")) == (
        "First word",
        "that",
    )
    assert (feature("sang last"), value_of_feature("sang last")) == ("sang last", "")
