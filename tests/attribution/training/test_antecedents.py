"""Training the ranker of antecedents."""

from __future__ import annotations

from attribution.parsing import parsed
from attribution.training.antecedent_priors import PRIOR, PRONOUN
from attribution.training.antecedents import (
    INFERRED_WEIGHT,
    LABELS,
    Label,
    by_exclusion,
    by_gold,
    by_label,
    by_name,
    examples,
    read_labels,
)
from attribution.training.conditional_logit import Example, accuracy, fit
from attribution.training.coreference import Text

NEARER, FURTHER = "distance 1", "distance 2"
TWO = "Amina Diallo met Peter Lund. She said that it went well."
BOTH = TWO.replace("Peter Lund", "Fatou Sow")


def found(text: str, label: Label, *, inferred: bool = False) -> list[Example]:
    with parsed(text) as article:
        return examples(article, label, inferred=inferred)


def test_a_feature_of_antecedents_gains_weight() -> None:
    given = [Example("pronoun", [[NEARER], [FURTHER]], 1)] * 300
    weights = fit(given, PRONOUN, penalty=1.0)
    assert weights[FURTHER] > weights[NEARER]
    assert accuracy(weights, given) == 1.0
    assert accuracy(fit(given, PRONOUN, penalty=1e6), given) == 0.0, "a strong prior is not moved"


def test_an_example_of_less_weight_moves_less() -> None:
    full = fit([Example("pronoun", [[NEARER], [FURTHER]], 1)] * 20, PRONOUN, penalty=10.0)
    half = fit([Example("pronoun", [[NEARER], [FURTHER]], 1, INFERRED_WEIGHT)] * 20, PRONOUN, penalty=10.0)
    assert full[FURTHER] > half[FURTHER] > PRONOUN.get(FURTHER, 0.0)


def test_a_pronoun_with_one_possible_antecedent_is_an_example_without_gender() -> None:
    (example,) = found(TWO, by_exclusion, inferred=True)
    assert len(example.options) == 2
    assert example.weight == INFERRED_WEIGHT
    assert all("gender shown" not in row for row in example.options)
    assert "subject" in example.options[example.meant], "Amina Diallo led the sentence before"


def test_a_description_called_so_is_an_example_without_its_noun() -> None:
    text = "Mayor Amina Diallo met Peter Lund. The mayor said that it went well."
    (example,) = (e for e in found(text, by_exclusion, inferred=True) if e.form == "description")
    assert "led the sentence before" in example.options[example.meant]
    assert not any(name.startswith(("called", "not called")) for row in example.options for name in row)


def test_gold_determines_the_antecedent() -> None:
    she = TWO.index("She")
    (example,) = found(TWO, by_gold(Text("x", TWO, [(0, 12, "1"), (17, 27, "2"), (she, she + 3, "2")])))
    assert example.meant == 1, "the only candidate that agrees is not meant"
    assert "nobody" in example.options[1]
    she = BOTH.index("She")
    (example,) = found(BOTH, by_gold(Text("x", BOTH, [(0, 12, "1"), (17, 26, "2"), (she, she + 3, "2")])))
    assert "object" in example.options[example.meant]


def test_a_name_determines_the_antecedent() -> None:
    names = [(0, False), (BOTH.index("Fatou"), True)]
    (example,) = found(BOTH, by_name(BOTH.index("She"), names))
    assert "object" in example.options[example.meant]


def test_a_label_determines_whom_a_description_means() -> None:
    text = "Amina Diallo met Peter Lund. The actress said that it went well."
    at = text.index("The actress")
    (named,) = found(text, by_label({at: "Amina Diallo"}))
    assert "subject" in named.options[named.meant]
    (unnamed,) = found(text, by_label({at: "-"}))
    assert "new" in unnamed.options[unnamed.meant]


def test_the_labels_can_be_read() -> None:
    labels = read_labels(LABELS)
    assert len(labels) > 50
    assert set(PRIOR) == {"pronoun", "description", "shared name"}
