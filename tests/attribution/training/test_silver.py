"""Articles as printed with their automatic trees, and their brat annotations."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from attribution.training.silver import attributions, gold, to_doc

from .corpus import sentences

TEXT = " Rain in  Bali\n\n“No,” Xi\tsaid. "
HEADLINE = (
    "Rain/rain/NOUN/NN/0/root/TokenRange=1:5 in/in/ADP/IN/3/case/TokenRange=6:8 "
    "Bali/bali/PROPN/NNP/1/nmod/TokenRange=10:14|NER=LOCATION"
)
BODY = (
    "“/“/PUNCT/``/2/punct/TokenRange=16:17 No/no/INTJ/UH/6/ccomp/TokenRange=17:19 ,/,/PUNCT/,/2/punct/TokenRange=19:20 "
    "”/”/PUNCT/''/2/punct/TokenRange=20:21 Xi/xi/PROPN/NNP/6/nsubj/TokenRange=22:24|NER=PERSON "
    "said/say/VERB/VBD/0/root/TokenRange=25:29 ././PUNCT/./6/punct/TokenRange=29:30"
)
BRAT = """T1\tContent 16 21\t“No,”
T2\tSource 22 24\tXi
T3\tCue 25 29\tsaid
T4\tCue 1 5;10 14\tRain Bali
E1\tAttribution:T3 Content:T1 Source:T2 Cue:T3
E2\tAttribution:T4 Source1:T2 Cue:T4
E3\tOther:T1 Content:T1
#1\tAnnotatorNotes T1\tnone
"""


def test_the_doc_has_the_exact_text(tmp_path: Path) -> None:
    doc = to_doc(spacy.blank("en").vocab, TEXT, sentences(tmp_path, HEADLINE, BODY))
    assert doc.text == TEXT
    assert [(e.text, e.label_) for e in doc.ents] == [("Bali", "LOC"), ("Xi", "PERSON")]
    said = next(t for t in doc if t.text == "said")
    assert (said.tag_, said.pos_, said.dep_, said.lemma_) == ("VBD", "VERB", "ROOT", "say")
    assert [t.text for t in said.children if not t.is_space] == ["No", "Xi", "."]
    assert all(t.tag_ == "_SP" for t in doc if t.is_space)


def test_neighbours_of_one_label_are_one_entity(tmp_path: Path) -> None:
    sentence = "Xi/x/PROPN/NNP/0/root/TokenRange=0:2|NER=PERSON Jinping/j/PROPN/NNP/1/flat/TokenRange=3:10|NER=PERSON"
    doc = to_doc(spacy.blank("en").vocab, "Xi Jinping", sentences(tmp_path, sentence))
    assert [e.text for e in doc.ents] == ["Xi Jinping"]


def test_annotations_without_content_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a_x.ann"
    path.write_text(BRAT, encoding="utf8")
    (found,) = attributions(path)
    assert (found.source, found.cue, found.content) == ([(22, 24)], [(25, 29)], [(16, 21)])


@pytest.mark.parametrize(("article", "number"), [("a", 1), ("b", 0)])
def test_the_first_annotator_is_used(tmp_path: Path, article: str, number: int) -> None:
    folder = tmp_path / "attributions"
    folder.mkdir()
    (folder / "a_x.ann").write_text(BRAT, encoding="utf8")
    (folder / "a_y.ann").write_text("", encoding="utf8")
    assert len(gold(tmp_path, article)) == number
