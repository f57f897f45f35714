"""Training the antecedent ranker."""

from __future__ import annotations

from attribution.coreference.ranker import FEATURES, GENDER_SHOWN, INDEX
from attribution.training.antecedents import (
    INFERRED_WEIGHT,
    PRIOR,
    Example,
    accuracy,
    by_gender,
    by_gold,
    examples,
    fit,
)
from attribution.training.coreference import Text

NEARER, FURTHER = INDEX["distance 1"], INDEX["distance 2"]
TWO = "Amina Diallo met Peter Lund. She said that it went well."


def test_the_prior_names_features() -> None:
    assert set(PRIOR) <= set(FEATURES)


def test_a_feature_of_antecedents_gains_weight() -> None:
    given = [Example([[NEARER], [FURTHER]], 1)] * 300
    weights = fit(given, penalty=1.0)
    assert weights[FURTHER] > weights[NEARER]
    assert accuracy(weights, given) == 1.0
    assert accuracy(fit(given, penalty=1e6), given) == 0.0, "a strong prior is not moved"


def test_an_example_of_less_weight_moves_less() -> None:
    full = fit([Example([[NEARER], [FURTHER]], 1)] * 20, penalty=10.0)
    half = fit([Example([[NEARER], [FURTHER]], 1, INFERRED_WEIGHT)] * 20, penalty=10.0)
    assert full[FURTHER] > half[FURTHER] > PRIOR.get("distance 2", 0.0)


def test_a_pronoun_with_one_possible_antecedent_is_an_example_without_gender() -> None:
    (example,) = examples(TWO, by_gender, ignore_gender=True)
    assert len(example.options) == 2
    assert example.weight == INFERRED_WEIGHT
    assert all(GENDER_SHOWN not in row for row in example.options)
    chosen = example.options[example.meant]
    assert INDEX["subject"] in chosen, "Amina Diallo led the sentence before"


def test_gold_determines_the_antecedent() -> None:
    she = TWO.index("She")
    text = Text("x", TWO, [(0, 12, "1"), (17, 27, "2"), (she, she + 3, "2")])
    (example,) = examples(TWO, by_gold(text), ignore_gender=False)
    assert example.meant == 1, "the only candidate that agrees is not meant"
    assert INDEX["nobody"] in example.options[1]
    both = TWO.replace("Peter Lund", "Fatou Sow")
    she = both.index("She")
    text = Text("x", both, [(0, 12, "1"), (17, 26, "2"), (she, she + 3, "2")])
    (example,) = examples(both, by_gold(text), ignore_gender=False)
    assert INDEX["object"] in example.options[example.meant]
