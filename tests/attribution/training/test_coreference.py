"""The mentions of a CoNLL-U corpus."""

from __future__ import annotations

from pathlib import Path

from attribution.training.coreference import texts

CORPUS = """\
# newdoc id = one
# newpar
1\tAna\tAna\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new-cf1-1,2-coref
2\tLopez\tLopez\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
4\ther\ther\tPRON\tPRP$\t_\t5\tnmod:poss\t_\tEntity=(2-person-new-cf2-2-coref(1-person-giv-cf1-1-ana)
5\tson\tson\tNOUN\tNN\t_\t3\tobj\t_\tEntity=2)|SpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv-cf1-1-ana)
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_

# newdoc id = two
1\tRain\train\tNOUN\tNN\t_\t0\troot\t_\t_

"""


def test_texts_and_their_mentions(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.conllu"
    corpus.write_text(CORPUS, encoding="utf8")
    first, second = texts(corpus)
    assert (first.name, first.text) == ("one", "Ana Lopez met her son.\n\nShe left")
    assert {(first.text[start:end], entity) for start, end, entity in first.mentions} == {
        ("Ana Lopez", "1"), ("her", "1"), ("her son", "2"), ("She", "1"),
    }  # fmt: skip
    assert (second.text, second.mentions) == ("Rain", [])


def test_the_shortest_mention_over_an_offset_is_used(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.conllu"
    corpus.write_text(CORPUS, encoding="utf8")
    text = next(texts(corpus))
    found = {word: text.entity(text.text.index(word)) for word in ("Lopez", "met", "her", "son", "She")}
    assert found == {"Lopez": "1", "met": None, "her": "1", "son": "2", "She": "1"}
