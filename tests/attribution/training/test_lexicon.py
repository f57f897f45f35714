"""Counting cue verbs, in a hand-made article."""

from __future__ import annotations

from collections import Counter

from attribution.training.lexicon import alphanumeric_offsets, count, cue_head
from attribution.training.silver import Attribution

from ..parses import parse

SAID = "Xi/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/4 rained/VBD/ccomp/2 ././punct/2"  # Xi said it rained.
XI, CUE, CONTENT = (0, 2), (3, 7), (8, 17)


def test_the_head_of_a_cue() -> None:
    doc = parse(SAID)
    attribution = Attribution([XI], [CUE], [CONTENT])
    head = cue_head(doc, attribution)
    assert head is not None
    assert head.text == "said"
    assert cue_head(doc, Attribution([XI], [], [CONTENT])) is None


def test_only_letters_and_digits_are_covered() -> None:
    assert alphanumeric_offsets("a, b2", [(0, 5)]) == {0, 3, 4}


def test_a_cue_is_counted_in_its_frame() -> None:
    frames, seen, content, total = (Counter[tuple[str, str, str]]() for _ in range(4))
    count(parse(SAID), [Attribution([XI], [CUE], [CONTENT])], frames, seen, content, total)
    assert frames == {("say", "ccomp", "-"): 1}
    assert seen == {("say", "ccomp", "-"): 1, ("rain", "none", "-"): 1}
    assert content == total == {("say", "ccomp", ""): 1}
