"""The examples of who speaks in a quotation without a cue, from texts made here."""

from __future__ import annotations

from pathlib import Path

from attribution.training import answers
from attribution.training.turns import of_text

TEXT = """# What the format is.
%%
“Is it far?” asked Maria Tanaka. “An hour,” said the driver, John Weber. “On foot?” “By boat, madam.”
=> On foot | Maria Tanaka
=> By boat, madam | John Weber
"""


def test_the_right_turn_is_the_one_that_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text(TEXT, encoding="utf8")
    (text,) = answers.own(path, "made")
    found = of_text(text)
    assert [example.options[example.meant][0] for example in found] == ["other", "other"]
    assert all(example.weight > 1 for example in found)
