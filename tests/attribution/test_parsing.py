"""Loading the pipeline and parsing texts."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from spacy.language import Language

import attribution
from attribution import PipelineNotFound, attribute
from attribution.parsing import (
    BUNDLED,
    PIPELINE_VARIABLE,
    UNREAD_FLAGS,
    YOUNG_OBJECTS,
    collect_garbage_rarely,
    load,
    parsed,
    pipeline,
)
from attribution.roles.component import FACTORY
from attribution.tokenization import make_doc


def test_the_pipeline_is_loaded_once(nlp: Language) -> None:
    assert pipeline() is nlp


def test_the_bundled_pipeline_loads_without_one_of_its_components() -> None:
    loaded = load(BUNDLED, without=[FACTORY])
    assert FACTORY not in loaded.pipe_names
    assert {"tok2vec", "parser"} < set(loaded.pipe_names)


@pytest.mark.parametrize(("before", "after"), [(700, YOUNG_OBJECTS), (0, 0), (50_000, 50_000)])
def test_garbage_is_collected_rarely_unless_the_process_decides(before: int, after: int) -> None:
    """A threshold of 0 means that garbage is never collected."""
    found = gc.get_threshold()
    try:
        gc.set_threshold(before, *found[1:])
        collect_garbage_rarely()
        assert gc.get_threshold() == (after, *found[1:])
    finally:
        gc.set_threshold(*found)


@pytest.mark.parametrize(
    "text", ["It rained.", " It  rained.\r\n\r\n“No”\t", "😀 𝔸 é\u0301 \u200b\ufeff", "a\u2028b\x1fc", "``No''"]
)
def test_a_doc_keeps_the_text_to_the_letter(nlp: Language, text: str) -> None:
    assert make_doc(nlp, text).text == text
    with parsed(text) as article:
        assert (article.text, article.doc.text) == (text, text)


def test_a_new_word_has_the_flags_that_are_read(nlp: Language) -> None:
    with parsed("Zorbelina paid 4711.25 to zorbelino ‡ there.") as article:
        name, number, word, mark = (article.tokens[n] for n in (0, 2, 4, 5))
        assert all((name.is_alpha, name.is_title, number.like_num, word.is_lower, mark.is_punct))
        assert (name.shape_, name.prefix_, name.suffix_, name.norm_) == ("Xxxxx", "Z", "ina", "zorbelina")


def test_nothing_reads_the_flags_that_are_left_unset() -> None:
    flags = re.compile(rf"\b({'|'.join(UNREAD_FLAGS)})\b", re.IGNORECASE)
    files = [path for path in Path(attribution.__file__).parent.rglob("*.py") if path.name != "parsing.py"]
    assert len(files) > 100
    assert not {path.name: found[0] for path in files if (found := flags.search(path.read_text(encoding="utf8")))}


def test_a_paragraph_begins_a_sentence(nlp: Language) -> None:
    doc = make_doc(nlp, "Rain in Bali\n\nXi met Gates.\nHe left.")
    assert [t.text for t in doc if t.is_sent_start and t.i] == ["Xi", "He"]


def test_a_text_longer_than_spacys_limit_is_read(nlp: Language) -> None:
    text = "a " * 100
    nlp.max_length, before = 10, nlp.max_length
    try:
        assert len(make_doc(nlp, text)) >= 100
    finally:
        nlp.max_length = max(nlp.max_length, before)


def test_a_missing_pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(PIPELINE_VARIABLE, str(tmp_path / "none"))
    with pytest.raises(PipelineNotFound, match="no spaCy pipeline at"):
        pipeline.__wrapped__()


def test_another_pipeline_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "blank")
    monkeypatch.setenv(PIPELINE_VARIABLE, str(tmp_path / "blank"))
    other = pipeline.__wrapped__()
    assert other.pipe_names == ["sentencizer"]
    assert isinstance(attribute(other("“It rained,” Xi said.")), list)
