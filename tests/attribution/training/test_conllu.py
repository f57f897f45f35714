"""Reading CoNLL-U: documents, paragraphs, multiword tokens, empty nodes, broken lines."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from attribution.training.conllu import read

FILE = """# newdoc id = first
# newpar
# sent_id = 1
# text = It didn't rain.
1\tIt\tit\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
3.1\tever\tever\tADV\tRB\t_\t_\t_\t4:advmod\t_
4\train\train\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No|TokenRange=10:14
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = 2
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No

# newpar
1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tca\tcan\tAUX\tMD\t_\t0\troot\t_\t_
2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_

# newdoc id = second
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tNER=O
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "corpus.conllu"
    file.write_text(FILE, encoding="utf8")
    return file


def test_documents_and_paragraphs(path: Path) -> None:
    found = [(s.document, s.opens_paragraph, len(s.tokens)) for s in read(path)]
    assert found == [("first", True, 5), ("first", False, 1), ("first", True, 2), ("second", True, 1)]


def test_words_and_heads(path: Path) -> None:
    first = next(read(path))
    assert [t.form for t in first.tokens] == ["It", "did", "n't", "rain", "."]
    assert [t.head for t in first.tokens] == [3, 3, 3, 3, 3]
    assert [t.deprel for t in first.tokens] == ["nsubj", "aux", "advmod", "root", "punct"]
    assert (first.tokens[1].lemma, first.tokens[1].upos, first.tokens[1].xpos) == ("do", "AUX", "VBD")


def test_spaces(path: Path) -> None:
    first, _, third, _ = read(path)
    assert [t.space_after for t in first.tokens] == [True, False, True, False, True]
    assert [t.space_after for t in third.tokens] == [False, False]


def test_offsets(path: Path) -> None:
    first = next(read(path))
    assert [t.char_range for t in first.tokens] == [None, None, None, (10, 14), None]


def test_a_gzipped_file_without_a_final_blank_line(path: Path) -> None:
    packed = path.with_suffix(".conllu.gz")
    packed.write_bytes(gzip.compress(FILE.rstrip("\n").encode()))
    assert list(read(packed)) == list(read(path))


def test_a_line_without_ten_columns(path: Path) -> None:
    path.write_text("1\tIt\tit\n\n", encoding="utf8")
    with pytest.raises(ValueError, match="a line with 3 columns"):
        list(read(path))
