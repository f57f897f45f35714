"""Gold in brat's format: reading and the three slices."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.evaluation import polnear
from attribution.evaluation.entries import Entry
from attribution.evaluation.figures import Figure
from attribution.evaluation.gold import Article, GoldError
from attribution.evaluation.running import Outcome
from attribution.evaluation.speech_cues import is_speech_cue
from attribution.model import Span

from .made import span

TEXT = "“Never,” said Ana Ivers, “ever.” Bo Ruiz fears that it rains."
ANN = """\
T1\tContent 1 7;26 31\tNever, ever.
T2\tCue 9 13\tsaid
T3\tSource 14 23\tAna Ivers
E1\tAttribution:T2 Content:T1 Cue:T2 Source:T3
T4\tContent 47 60\tthat it rains
T5\tCue 41 46\tfears
T6\tSource 33 35\tBo
T7\tSource 36 40\tRuiz
E2\tAttribution:T5 Content:T4 Cue:T5 Source:T6 Source2:T7
E3\tAttribution:T5 Cue:T5
A1\tnote E1
"""


def written(folder: Path, *annotators: str) -> Path:
    for name in ("text", "attributions"):
        (folder / name).mkdir()
    (folder / "text" / "a.txt").write_text(TEXT, encoding="utf8")
    (folder / "text" / "unmarked.txt").write_text(TEXT, encoding="utf8")
    for name, marks in zip("xyz", annotators, strict=False):
        (folder / "attributions" / f"a_{name}.ann").write_text(marks, encoding="utf8")
    return folder


def test_reading(tmp_path: Path) -> None:
    (article,) = polnear.read(written(tmp_path, ANN, ""))
    first, second = article.entries
    assert first == Entry("", (Span(1, 7), Span(26, 31)), (Span(9, 13),), (Span(14, 23),))
    assert second.mention == (Span(33, 35), Span(36, 40))


def test_the_first_annotator_is_the_gold_and_its_digest_changes_with_it(tmp_path: Path) -> None:
    folder = written(tmp_path, "", ANN)
    (article,) = polnear.read(folder)
    assert article.entries == ()
    (folder / "attributions" / "a_x.ann").write_text(ANN, encoding="utf8")
    assert polnear.read(folder)[0].digest != article.digest


def test_a_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no text/NAME"):
        polnear.read(written(tmp_path))


def article() -> Article:
    return Article("a.txt", TEXT, tuple(polnear.entries(ANN)))


def predicted(kind: str, *parts: str, who: str = "") -> Entry:
    mention = (span(TEXT, who),) if who else ()
    return Entry(kind, tuple(span(TEXT, part) for part in parts), (), mention)


NEVER = predicted("direct", "Never,", "ever.", who="Ana Ivers")
RAINS = predicted("indirect", "that it rains", who="Bo Ruiz")


def test_all_right() -> None:
    flat = polnear.score([Outcome(article(), (NEVER, RAINS))]).flat()
    others = {name: value for name, value in flat.items() if value != 1}
    # the predictions have no cue, and one source where the gold has two spans: 1 of 2 given, 1 of 3 wanted
    assert others == pytest.approx({"exact_cue_f1": 0, "exact_source_f1": 0.4})


def test_the_slices() -> None:
    scores = polnear.score([Outcome(article(), (NEVER,))])
    assert scores.slices["quoted"]["linked"] == Figure(1, 1, 1, 1)
    assert scores.slices["speech"]["linked"] == Figure(1, 1, 1, 1)  # "fears" is no cue of speech
    assert scores.slices["all"]["linked"] == Figure(2, 1, 1, 1)


def test_a_wrong_source_breaks_the_link() -> None:
    scores = polnear.score([Outcome(article(), (predicted("direct", "Never,", "ever.", who="Bo Ruiz"), RAINS))])
    assert scores.slices["quoted"]["content"] == Figure(1, 1, 1, 1)
    assert scores.slices["quoted"]["linked"] == Figure(1, 0, 1, 0)
    assert scores.slices["all"]["linked"] == Figure(2, 1, 2, 1)
    assert scores.shares["all_source_accuracy"].recall == 0.5


def test_a_quoted_prediction_that_matches_outside_the_slice_is_not_an_error() -> None:
    mixed = predicted("mixed", "that it rains", who="Bo Ruiz")
    false = predicted("mixed", "said", who="Bo Ruiz")
    scores = polnear.score([Outcome(article(), (NEVER, mixed, false))])
    assert scores.slices["quoted"]["content"] == Figure(1, 1, 2, 1)


def test_a_crash_is_a_full_miss() -> None:
    scores = polnear.score([Outcome(article(), (), "ValueError: no")])
    assert scores.slices["all"]["linked"] == Figure(2, 0, 0, 0)
    assert scores.shares["survived"].recall == 0


@pytest.mark.parametrize(
    "cue", ["said", "told reporters", "According to", "has been testifying", ":", "denies", "urges"]
)
def test_speech_cues(cue: str) -> None:
    assert is_speech_cue([cue])


@pytest.mark.parametrize("cue", ["fears", "the idea of", "believes", "", "wants"])
def test_other_cues(cue: str) -> None:
    assert not is_speech_cue([cue])
