"""Reading gold in all its forms, and the errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attribution.evaluation.gold import GoldError, read
from attribution.model import Span, text_digest

TEXT = "“Früh,” said Ana.\r\n"
QUOTATION: dict[str, Any] = {
    "type": "direct",
    "spans": [{"start": 1, "end": 6}],
    "quoted": [{"start": 1, "end": 6}],
    "cue": {"text": "said", "start": 8, "end": 12},
    "mention": {"text": "Ana", "start": 13, "end": 16},
    "speaker": {"name": "Ana Ivers", "kind": "person"},
}
RECORD: dict[str, Any] = {"file": "a.txt", "quotations": [QUOTATION]}


def written(folder: Path, record: dict[str, Any], text: str | None = TEXT) -> Path:
    if text is not None:
        (folder / "a.txt").write_bytes(text.encode("utf8"))
    file = folder / "a.json"
    file.write_text(json.dumps(record), encoding="utf8")
    return file


def test_a_folder_a_file_and_lines_are_equivalent(tmp_path: Path) -> None:
    file = written(tmp_path, {**RECORD, "text_sha256": text_digest(TEXT)})
    lines = tmp_path / "gold.jsonl"
    lines.write_text(json.dumps({**RECORD, "text": TEXT}) + "\n\n" + json.dumps(RECORD) + "\n", encoding="utf8")
    one, other = read(lines)
    for article in (*read(tmp_path), *read(file), one, other):
        assert (article.name, article.text) == ("a.txt", TEXT)
        (entry,) = article.entries
        assert (entry.type, entry.spans, entry.cue, entry.mention) == (
            "direct", (Span(1, 6),), (Span(8, 12),), (Span(13, 16),),
        )  # fmt: skip
        assert entry.speaker == "Ana Ivers"
    assert read(file)[0].digest != one.digest


def test_what_is_optional_may_be_null_or_absent(tmp_path: Path) -> None:
    bare = {"type": "belief", "spans": QUOTATION["spans"], "cue": None, "mention": None, "speaker": None}
    extras = {"not_quotations": [{"start": 1, "end": 5}], "aliases": {"Ana Ivers": ["Ana"]}}
    (article,) = read(written(tmp_path, {"quotations": [bare], **extras}))
    assert article.name == "a.txt"
    assert not article.entries[0].attributed
    assert article.not_quotations == (Span(1, 5),)
    assert article.aliases == {"Ana Ivers": ("Ana",)}


def test_factuality_and_members(tmp_path: Path) -> None:
    pair = {"name": "Ana Ivers and Bo Ruiz", "kind": "group", "members": [{"name": "Ana Ivers"}, {"name": "Bo Ruiz"}]}
    record = {**RECORD, "quotations": [QUOTATION, {**QUOTATION, "factuality": "denied", "speaker": pair}]}
    single, group = read(written(tmp_path, record))[0].entries
    assert (single.factuality, single.members) == (None, ())
    assert (group.factuality, group.members) == ("denied", ("Ana Ivers", "Bo Ruiz"))
    assert group.speaker == "Ana Ivers and Bo Ruiz"


def test_the_digest_changes_with_the_gold(tmp_path: Path) -> None:
    before = read(written(tmp_path, RECORD))[0].digest
    assert read(written(tmp_path, RECORD))[0].digest == before
    assert read(written(tmp_path, {**RECORD, "note": 1}))[0].digest != before


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ([], "not a JSON object"),
        ({}, "no list of quotations"),
        ({"quotations": [], "text_sha256": "0"}, "text_sha256 is of another text"),
        ({"quotations": [], "text": "\ud800"}, "no Unicode text"),
        ({"quotations": [], "text": 5}, "no Unicode text"),
        ({"quotations": [1]}, "quotation 0: not an object"),
        ({"quotations": [{**QUOTATION, "type": "loud"}]}, "type 'loud' is none of act, belief, direct"),
        ({"quotations": [{**QUOTATION, "factuality": "true"}]}, "factuality 'true' is none of asserted, denied, open"),
        ({"quotations": [{**QUOTATION, "speaker": {"name": "A", "members": ["B"]}}]}, "members is no list of objects"),
        ({"quotations": [{**QUOTATION, "speaker": {"name": "A", "members": {"name": "B"}}}]}, "members is no list"),
        ({"quotations": [{**QUOTATION, "spans": []}]}, "quotation 0: no spans"),
        ({"quotations": [{**QUOTATION, "spans": [{"start": 3, "end": 99}]}]}, "no stretch of the text"),
        ({"quotations": [{**QUOTATION, "cue": {"start": 5, "end": 5}}]}, "cue: no stretch of the text"),
        ({"quotations": [{**QUOTATION, "mention": "Ana"}]}, "mention: no stretch of the text"),
        ({"quotations": [{**QUOTATION, "speaker": "Ana"}]}, "speaker is neither null nor"),
    ],
)
def test_a_problem_is_named(tmp_path: Path, record: dict[str, Any], reason: str) -> None:
    with pytest.raises(GoldError, match=reason) as caught:
        read(written(tmp_path, record))
    assert "a.json" in str(caught.value)


def test_missing_files_and_invalid_json(tmp_path: Path) -> None:
    missing = "No such file"
    for path, reason in [(tmp_path, "no gold here"), (tmp_path / "x.jsonl", missing), (tmp_path / "x.json", missing)]:
        with pytest.raises(GoldError, match=reason):
            read(path)
    with pytest.raises(GoldError, match="no text"):
        read(written(tmp_path, RECORD, text=None))
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(GoldError, match="not JSON"):
        read(tmp_path / "a.json")
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "\xff"}\n')
    with pytest.raises(GoldError, match=r"line 1: not UTF-8: byte at offset 10"):
        read(tmp_path / "b.jsonl")
