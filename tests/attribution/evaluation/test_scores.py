"""Counts on articles that can be checked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attribution.evaluation.entries import Entry
from attribution.evaluation.figures import Figure, share
from attribution.evaluation.mistakes import mistakes
from attribution.evaluation.running import Outcome
from attribution.evaluation.scores import score

from .made import ANA, BO, TEXT, entry, outcome, span

SLOWLY = entry("Slowly", "Ana Ivers", "Ana Ivers")


def kinds(*outcomes: Outcome) -> list[str]:
    return [mistake.kind for mistake in mistakes(score(outcomes).comparisons)]


def test_a_perfect_engine() -> None:
    scores = score([outcome(ANA, BO)])
    assert set(scores.questions.values()) == {Figure(2, 2, 2, 2)}
    assert {name: value for name, value in scores.flat().items() if value != 1} == {"calibration": pytest.approx(0.8)}
    assert kinds(outcome(ANA, BO)) == []


def test_a_missed_and_a_false_one() -> None:
    false = entry("its name", "Bo Ruiz", "Bo Ruiz")
    scores = score([outcome(ANA, false)])
    assert set(scores.questions.values()) == {Figure(2, 1, 2, 1)}
    assert kinds(outcome(ANA, false)) == ["missed", "false"]


def test_a_wrong_mention_only_breaks_the_link() -> None:
    wrong = entry("that the bridge was too narrow", "Ana Ivers", "Bo Ruiz", "indirect")
    scores = score([outcome(ANA, wrong)])
    assert scores.questions["detection"].f1 == scores.questions["speaker"].f1 == 1
    assert scores.questions["linked"] == scores.questions["mention"] == Figure(2, 1, 2, 1)
    assert scores.shares["mention_accuracy"].recall == 0.5
    assert kinds(outcome(ANA, wrong)) == ["wrong mention"]


def test_a_wrong_speaker_is_worse_than_none() -> None:
    wrong = entry("We will build it,", "Ana Ivers", "Ana Iverson")
    silent = entry("We will build it,", "Ana Ivers")
    assert score([outcome(wrong, BO)]).questions["speaker"] == Figure(2, 1, 2, 1)
    assert score([outcome(wrong, BO)]).shares["speaker_accuracy"].recall == 0.5
    scores = score([outcome(silent, BO)])
    assert scores.questions["speaker"] == Figure(2, 1, 1, 1)
    assert scores.shares["speaker_accuracy"].recall == 1
    assert scores.questions["detection"].f1 == 1
    assert kinds(outcome(wrong, BO)) == ["wrong speaker"]
    assert kinds(outcome(silent, BO)) == ["no speaker"]


def test_a_false_attribution_is_a_wrong_speaker_too() -> None:
    scores = score([outcome(ANA, BO, entry("its name", "Bo Ruiz", "Bo Ruiz"))])
    assert scores.questions["speaker"] == Figure(2, 2, 3, 2)


def test_gold_and_predictions_are_filtered_by_their_own_types() -> None:
    other = entry("that the bridge was too narrow", "Bo Ruiz", "Bo Ruiz", "mixed")
    scores = score([outcome(ANA, other)])
    assert scores.types["indirect"]["detection"] == Figure(1, 1, 0, 0)
    assert scores.types["mixed"]["detection"] == Figure(0, 0, 1, 1)
    assert scores.types["direct"]["linked"] == Figure(1, 1, 1, 1)
    assert scores.questions["detection"].f1 == 1
    assert scores.shares["type_accuracy"].recall == 0.5


def test_a_belief_is_ignored_if_the_gold_has_none() -> None:
    belief = entry("its name", "Bo Ruiz", "Bo Ruiz", "belief")
    scores = score([outcome(ANA, BO, belief)])
    assert set(scores.questions.values()) == {Figure(2, 2, 2, 2)}
    assert scores.exact["content"] == Figure(2, 2, 2, 2)
    assert len(scores.samples) == 2
    assert kinds(outcome(ANA, BO, belief)) == []


def test_a_belief_that_matches_counts_and_a_gold_with_beliefs_counts_all() -> None:
    as_belief = entry("that the bridge was too narrow", "Bo Ruiz", "Bo Ruiz", "belief")
    assert score([outcome(ANA, as_belief)]).questions["linked"].f1 == 1
    gold = (ANA, as_belief)
    false = entry("its name", "Bo Ruiz", "Bo Ruiz", "belief")
    assert score([outcome(ANA, as_belief, false, gold=gold)]).questions["detection"] == Figure(2, 2, 3, 2)
    assert score([outcome(ANA, gold=gold)]).types["belief"]["detection"] == Figure(1, 0, 0, 0)


def test_beliefs_and_acts_count_in_the_articles_whose_gold_has_them() -> None:
    act = entry("its name", "Bo Ruiz", "Bo Ruiz", "act")
    scores = score([outcome(ANA, BO, act, gold=(ANA, BO)), outcome(ANA, act, gold=(ANA, act))])
    assert scores.questions["detection"] == Figure(4, 4, 4, 4)


def test_factuality_counts_where_the_gold_states_it() -> None:
    denied, asserted = replace(BO, factuality="denied"), replace(BO, factuality="asserted")
    assert "factuality_accuracy" not in score([outcome(ANA, asserted)]).flat()
    assert score([outcome(ANA, denied, gold=(ANA, denied))]).shares["factuality_accuracy"] == share(1, 1)
    wrong = outcome(ANA, asserted, gold=(ANA, denied))
    assert score([wrong]).shares["factuality_accuracy"] == share(0, 1)
    assert kinds(wrong) == ["wrong factuality"]


@pytest.mark.parametrize(
    ("members", "right"),
    [
        (("Ana Ivers", "Bo Ruiz"), True),
        (("BO RUIZ", "Ana Ivers"), True),
        (("Ana Ivers",), False),
        (("Ana Ivers", "Ana Ivers"), False),
        (("Ana Ivers", "Bo Ruiz", "Cy Holt"), False),
        ((), False),
    ],
)
def test_all_members_of_a_group_are_wanted_and_no_others(members: tuple[str, ...], right: bool) -> None:
    group = replace(BO, members=("Ana Ivers", "Bo Ruiz"))
    given = outcome(ANA, replace(BO, members=members), gold=(ANA, group))
    assert score([given]).shares["members_accuracy"] == share(right, 1)
    assert kinds(given) == ([] if right else ["wrong members"])


def test_a_speaker_for_a_non_quotation_is_a_mistake() -> None:
    assert score([outcome(ANA, BO)]).shares["quiet"].recall == 1
    assert score([outcome(ANA, BO, entry("Slowly"))]).shares["quiet"].recall == 1
    scores = score([outcome(ANA, BO, SLOWLY)])
    assert scores.shares["quiet"].recall == 0
    assert scores.questions["detection"] == Figure(2, 2, 3, 2)
    assert kinds(outcome(ANA, BO, SLOWLY)) == ["not a quotation"]


def test_a_crash_is_a_full_miss() -> None:
    scores = score([outcome(ANA, BO), outcome(crash="ValueError: no")])
    assert scores.questions["linked"] == Figure(4, 2, 2, 2)
    assert scores.shares["survived"].recall == 0.5
    assert kinds(outcome(crash="ValueError: no")) == ["crash"]


def test_gold_without_speakers_gives_no_speaker_scores() -> None:
    gold = (entry("We will build it,", "Ana Ivers"),)
    flat = score([outcome(ANA, gold=gold)]).flat()
    assert flat["linked_f1"] == 1
    assert not [name for name in flat if "speaker" in name]
    assert flat["calibration"] == pytest.approx(0.8)  # the mention decides what is right


def test_gold_without_a_mention_requires_none() -> None:
    gold = (entry("We will build it,", speaker="Ana Ivers"),)
    assert score([outcome(gold[0], gold=gold)]).questions["linked"].f1 == 1
    assert score([outcome(ANA, gold=gold)]).questions["linked"].f1 == 0


def test_exact_matches_ignore_marks_at_the_edges() -> None:
    marked = span(TEXT, '"We will build it,"')
    loose = Entry("direct", (marked,), (span(TEXT, "said"),), ANA.mention, ANA.speaker)
    short = entry("the bridge was too narrow", "Bo Ruiz", "Bo Ruiz", "indirect")
    scores = score([outcome(loose, short)])
    assert scores.exact["content"] == Figure(2, 1, 2, 1)
    assert scores.exact["source"] == Figure(2, 2, 2, 2)
    assert scores.exact["cue"] == Figure(0, 0, 1, 0)


def test_a_passage_in_marks_without_a_source_is_no_attribution_to_calibrate() -> None:
    assert score([outcome(entry("We will build it,"))]).samples == []


def test_no_articles() -> None:
    assert score([]).flat() == {}
