"""Named entities of the corpora: labels, nested brackets, titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.training.entities import silver, strip_title, treebank

from .corpus import sentences

SILVER = (
    "President/p/PROPN/NNP/2/compound/NER=TITLE Xi/xi/PROPN/NNP/4/nsubj/NER=PERSON"
    " Jinping/j/PROPN/NNP/2/flat/NER=PERSON met/meet/VERB/VBD/0/root/NER=O "
    "Xinhua/x/PROPN/NNP/4/obj/NER=ORGANIZATION Bali/b/PROPN/NNP/4/obl/NER=LOCATION"
)
# "President Xi Jinping of China left": one mention inside another
TREEBANK = (
    "President/p/PROPN/NNP/6/nsubj/Entity=(1-person-giv:act-cf1-1-coref-Xi_Jinping Xi/xi/PROPN/NNP/1/flat/_ "
    "Jinping/j/PROPN/NNP/1/flat/_ of/of/ADP/IN/5/case/_ "
    "China/c/PROPN/NNP/1/nmod/Entity=(2-place-new-cf2-1-sgl-China)1) left/leave/VERB/VBD/0/root/_ "
    "rain/rain/NOUN/NN/6/obj/Entity=(3-abstract-new-cf3-1-sgl)"
)


def test_runs_of_one_label(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, SILVER)
    assert silver(sentence) == [(1, 3, "PERSON"), (4, 5, "ORG"), (5, 6, "LOC")]


def test_the_name_inside_a_mention(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, TREEBANK)
    assert treebank(sentence) == [(1, 3, "PERSON"), (4, 5, "LOC")]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("President Xi Jinping", "Xi Jinping"),
        ("former Prime Minister Boris Johnson", "Boris Johnson"),
        ("Dr. King", "King"),
        ("King", "King"),
        ("Xi Jinping", "Xi Jinping"),
    ],
)
def test_a_title_is_not_part_of_a_name(words: str, name: str) -> None:
    parts = words.split()
    assert parts[strip_title(parts, 0, len(parts)) :] == name.split()
