"""Short CoNLL-U sentences for the tests."""

from __future__ import annotations

from pathlib import Path

from attribution.training.conllu import Sentence, read


def lines(sentence: str) -> str:
    """The ten columns of ``form/lemma/UPOS/XPOS/head/relation`` items; a seventh part is the last column."""
    rows = []
    for number, item in enumerate(sentence.split(), 1):
        form, lemma, upos, xpos, head, relation, *misc = item.split("/", 6)
        rows.append("\t".join([str(number), form, lemma, upos, xpos, "_", head, relation, "_", *(misc or ["_"])]))
    return "\n".join(rows) + "\n\n"


def sentences(folder: Path, *written: str) -> list[Sentence]:
    """The sentences as read from a file."""
    path = folder / "corpus.conllu"
    path.write_text("".join(lines(s) for s in written), encoding="utf8")
    return list(read(path))


def tree(sentence: Sentence) -> list[tuple[str, str, str]]:
    """(form, relation, form of the head) of every word."""
    return [(t.form, t.deprel, sentence.tokens[t.head].form) for t in sentence.tokens]
