"""The cue verb becomes the head of its content, wherever it is."""

from __future__ import annotations

from pathlib import Path

from attribution.training.scheme import cue_as_head, subtree

from .corpus import sentences, tree

TRAILING = (
    "It/it/PRON/PRP/2/nsubj rained/rain/VERB/VBD/0/root ,/,/PUNCT/,/2/punct she/she/PRON/PRP/5/nsubj "
    "said/say/VERB/VBD/2/parataxis ././PUNCT/./2/punct"
)
INTERRUPTING = (
    "It/it/PRON/PRP/6/nsubj ,/,/PUNCT/,/4/punct she/she/PRON/PRP/4/nsubj said/say/VERB/VBD/6/parataxis "
    ",/,/PUNCT/,/4/punct rained/rain/VERB/VBD/0/root"
)
EMBEDDED = (
    "When/when/ADV/WRB/3/advmod it/it/PRON/PRP/3/nsubj rained/rain/VERB/VBD/5/advcl we/we/PRON/PRP/5/nsubj "
    "left/leave/VERB/VBD/0/root ,/,/PUNCT/,/5/punct she/she/PRON/PRP/8/nsubj said/say/VERB/VBD/5/parataxis"
)
OTHER_VERB = TRAILING.replace("said/say", "laughed/laugh")
NO_SUBJECT = TRAILING.replace("she/she/PRON/PRP/5/nsubj", "then/then/ADV/RB/5/advmod")
OWN_CONTENT = TRAILING.replace("././PUNCT/./2/punct", "no/no/INTJ/UH/5/obj")


def test_a_trailing_cue_is_inverted(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, TRAILING)
    assert cue_as_head(sentence) == 1
    assert tree(sentence) == [
        ("It", "nsubj", "rained"),
        ("rained", "ccomp", "said"),
        (",", "punct", "rained"),
        ("she", "nsubj", "said"),
        ("said", "root", "said"),
        (".", "punct", "said"),
    ]
    assert cue_as_head(sentence) == 0


def test_the_inverted_cue_takes_the_place_of_its_content(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, EMBEDDED)
    assert cue_as_head(sentence) == 1
    assert tree(sentence)[4] == ("left", "ccomp", "said")
    assert tree(sentence)[7] == ("said", "root", "said")
    assert tree(sentence)[2] == ("rained", "advcl", "left")


def test_what_is_not_inverted(tmp_path: Path) -> None:
    found = sentences(tmp_path, INTERRUPTING, OTHER_VERB, NO_SUBJECT, OWN_CONTENT)
    before = [tree(s) for s in found]
    assert [cue_as_head(s) for s in found] == [0, 0, 0, 0]
    assert [tree(s) for s in found] == before


def test_a_subtree(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, TRAILING)
    assert subtree(sentence.tokens, 4) == {3, 4}
    assert subtree(sentence.tokens, 1) == {0, 1, 2, 3, 4, 5}
