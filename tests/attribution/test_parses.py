"""The notation of hand-made parses, in both schemes."""

from __future__ import annotations

from .parses import PARAGRAPH, parse, word

PASSIVE = (
    "It/PRP/nsubj:pass/3 was/VBD/aux:pass/3 announced/VBN/root/0 by/IN/case/5 "
    "Bonnie/NNP/obl:agent/3/PERSON Glaser/NNP/flat/5/PERSON ././punct/3"
)


def tree(sentence: str, scheme: str) -> list[tuple[str, str, str]]:
    return [(t.text, t.dep_, t.head.text) for t in parse(sentence, scheme=scheme)]


def test_universal_dependencies_as_written() -> None:
    assert tree(PASSIVE, "universal") == [
        ("It", "nsubj:pass", "announced"),
        ("was", "aux:pass", "announced"),
        ("announced", "ROOT", "announced"),
        ("by", "case", "Bonnie"),
        ("Bonnie", "obl:agent", "announced"),
        ("Glaser", "flat", "Bonnie"),
        (".", "punct", "announced"),
    ]


def test_clearnlp_labels_and_heads() -> None:
    assert tree(PASSIVE, "clearnlp") == [
        ("It", "nsubjpass", "announced"),
        ("was", "auxpass", "announced"),
        ("announced", "ROOT", "announced"),
        ("by", "agent", "announced"),
        ("Bonnie", "compound", "Glaser"),
        ("Glaser", "pobj", "by"),
        (".", "punct", "announced"),
    ]


def test_the_text_is_printed_as_a_newspaper_would() -> None:
    doc = parse(
        "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/6 ,/,/punct/6 ”/''/punct/3 said/VBD/root/0 Xi/NNP/nsubj/6/PERSON",
        PARAGRAPH,
        "He/PRP/nsubj/2 left/VBD/root/0 ././punct/2",
    )
    assert doc.text == "“It rained,” said Xi\n\nHe left."
    assert [e.text for e in doc.ents] == ["Xi"]
    assert [s.root.text for s in doc.sents] == ["said", "left"]
    assert (word(doc, "said").lemma_, word(doc, "Xi").pos_) == ("say", "PROPN")
