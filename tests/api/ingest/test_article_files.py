"""Article files: which are found, what is read from them, and what is rejected."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from api.ingest import article_objects
from api.ingest.article_files import SUFFIXES, count, entries, files, seeds
from api.ingest.entries import Entry
from api.store import ArticleInput
from attribution.model import text_digest

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)


def write(folder: Path, name: str, content: str | dict[str, object]) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf8", newline="")
    return file


def one(file: Path, **options: bool) -> Entry:
    (entry,) = entries(file, **options)
    return entry


def test_a_text_file_with_metadata(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", "Text.\r\n")
    write(
        tmp_path, "a.json", {"source": "Post", "title": "T", "published_at": "2025-03-04T12:00:00Z", "quotations": []}
    )
    assert one(file).article == ArticleInput("Text.\r\n", source="Post", title="T", published_at=NOON)


def test_a_text_file_without_metadata(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.txt", "Text.")).article == ArticleInput("Text.")


def test_a_json_file(tmp_path: Path) -> None:
    file = write(tmp_path, "a.json", {"text": "Text.", "url": "https://post.example/1", "source": None})
    assert one(file).article == ArticleInput("Text.", url="https://post.example/1")


def test_each_line_of_a_jsonl_file_is_read_independently(tmp_path: Path) -> None:
    file = write(tmp_path, "a.jsonl", '{"text": "One."}\n\nnonsense\n[1]\n{"text": "Two."}')
    found = list(entries(file))
    assert [e.article.text if e.article else e.problem for e in found] == [
        "One.",
        "not JSON: Expecting value at line 1 column 1",
        "not an article: the JSON value is not an object",
        "Two.",
    ]
    assert found[1].origin == f"{file} line 3"
    assert count(file) == 4


def test_a_line_that_is_too_long_affects_no_other_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_objects, "MAX_LINE", 20)
    file = write(tmp_path, "a.jsonl", '{"text": "One."}\n' + "x" * 70 + '\n{"text": "Two."}')
    assert [bool(e.article) for e in entries(file)] == [True, False, True]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "a number has too many digits"),
        ('{"text": "A", "text": "B"}', 'the key "text" occurs twice'),
        ('{"text": "T", "title": NaN}', "NaN is not a number in JSON"),
        ('{"text": 1}', "text: Not a valid string."),
        ('{"text": null}', "text: Field may not be null."),
        ('{"text": " "}', "text: Must not be blank."),
        ('{"text": "T", "source": ["Post"]}', "source: Not a valid string."),
        ('{"text": "T", "source": ""}', "source: Must not be blank."),
        ('{"text": "T", "url": "post.example"}', "url: Is not an absolute http or https address (RFC 3986)."),
        ('{"text": "T", "published_at": 2025}', "published_at: Must be a date or date-time such as"),
        ('{"text": "T", "published_at": "yesterday"}', "published_at: Must be a date or date-time such as"),
        ('{"text": "T", "published_at": "2025-02-30"}', "published_at: There is no such date"),
        (
            '{"text": "T", "publisher": "Post"}',
            "publisher: There is no such member; known are: byline, mended, published_at, source, text, title, url.",
        ),
        ('{"text": "T", "text_sha256": "00"}', "text_sha256: Is the digest of a different text."),
        ('{"source": "Post"}', 'it has no "text"'),
    ],
)
def test_invalid_articles_are_rejected(content: str, why: str, tmp_path: Path) -> None:
    entry = one(write(tmp_path, "a.json", content))
    assert entry.article is None
    assert why in entry.problem


def test_the_members_of_gold_are_ignored(tmp_path: Path) -> None:
    digest = text_digest("Text.")
    metadata = {
        "file": "a.txt",
        "line": 1,
        "text_sha256": digest,
        "quotations": [],
        "not_quotations": [],
        "aliases": {},
    }
    assert one(write(tmp_path, "a.json", {"text": "Text.", "title": "T", **metadata})).article == ArticleInput(
        "Text.", title="T"
    )
    write(tmp_path, "b.json", {**metadata, "title": "T"})
    assert one(write(tmp_path, "b.txt", "Text.")).article == ArticleInput("Text.", title="T")
    write(tmp_path, "c.json", {**metadata, "publisher": "Post"})
    assert (
        "its metadata file c.json: publisher: There is no such member" in one(write(tmp_path, "c.txt", "Text.")).problem
    )


@pytest.mark.parametrize("content", ['{"text": "“One,” Ivers said."}', '{"a": 1}\n{"b": 2}', '[{"text": "A"}]'])
def test_json_in_a_text_file_is_not_prose(content: str, tmp_path: Path) -> None:
    assert "JSON, not the text of an article" in one(write(tmp_path, "a.txt", content)).problem


@pytest.mark.parametrize("content", ["[Editor's note] “One,” Ivers said.", "{sic}", "[1] A note.", "[]", "{"])
def test_prose_may_begin_with_a_bracket(content: str, tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.txt", content)).article == ArticleInput(content)


def test_paths_without_articles_are_problems(tmp_path: Path) -> None:
    (tmp_path / "empty" / "deep").mkdir(parents=True)
    write(tmp_path, "other/a.md", "Text.")
    missing, empty, other = (str(tmp_path / name) for name in ("nofolder", "empty", "other"))
    problems: list[Entry] = []
    assert list(files([missing, empty, other], problems)) == []
    assert [(p.origin, p.problem) for p in problems] == [
        (missing, "there is no such file or folder"),
        (empty, f"nothing to read: it contains no article files ({', '.join(SUFFIXES)})"),
        (other, f"nothing to read: it contains no article files ({', '.join(SUFFIXES)})"),
    ]


def test_suffixes_are_case_insensitive(tmp_path: Path) -> None:
    write(tmp_path, "A.TXT", "One.")
    write(tmp_path, "B.Json", {"text": "Two."})
    write(tmp_path, "C.JSONL", '{"text": "Three."}\n')
    found = [entry.article for file, inside in files([str(tmp_path)]) for entry in entries(file, in_folder=inside)]
    assert [article.text for article in found if article] == ["One.", "Two.", "Three."]


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "a.jsonl"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=('{"text": "One."}\n{"text": "Two."}\n',))
    writer.start()
    assert count(pipe) == 1
    assert [entry.article and entry.article.text for entry in entries(pipe)] == ["One.", "Two."]
    writer.join()


def test_invalid_metadata_is_a_problem_of_its_article(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", "Text.")
    write(tmp_path, "a.json", "{")
    assert one(file).problem.startswith("its metadata file a.json: not JSON")


def test_metadata_with_a_different_text_is_rejected(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", "Text.")
    write(tmp_path, "a.json", {"text": "Another text."})
    assert "a different text" in one(file).problem


def test_json_files_that_are_no_articles_are_skipped_in_a_folder(tmp_path: Path) -> None:
    file = write(tmp_path, "gold.json", {"articles": []})
    assert one(file, in_folder=True).skipped
    assert not one(file).skipped


def test_other_kinds_of_files_are_rejected(tmp_path: Path) -> None:
    assert "not an article file" in one(write(tmp_path, "a.pdf", "x")).problem


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    for name in ("none.txt", "none.json", "none.jsonl"):
        assert "No such file" in one(tmp_path / name).problem
        assert count(tmp_path / name) == 1


def test_folders_are_walked_in_order_and_each_file_is_read_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "a.json", "c.json", "deep/d.jsonl", "e.md", ".hidden/f.txt", ".g.txt"):
        write(tmp_path, name, "{}")
    found = list(files([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "a.json")]))
    assert [(str(f.relative_to(tmp_path)), inside) for f, inside in found] == [
        ("a.txt", True), ("b.txt", True), ("c.json", True), ("deep/d.jsonl", True),
    ]  # fmt: skip


def test_a_metadata_file_on_the_command_line_means_its_text_file(tmp_path: Path) -> None:
    text, metadata = write(tmp_path, "a.txt", "Text."), write(tmp_path, "a.json", {})
    assert list(files([str(metadata), str(text)])) == [(text, False)]


def test_defaults_fill_in_missing_members(tmp_path: Path) -> None:
    default = ArticleInput("", source="Post", published_at=NOON)
    bare = next(entries(write(tmp_path, "a.txt", "Text."), default=default)).article
    own = next(entries(write(tmp_path, "b.json", {"text": "T", "source": "Wire"}), default=default)).article
    assert bare == ArticleInput("Text.", source="Post", published_at=NOON)
    assert own == ArticleInput("T", source="Wire", published_at=NOON)


def test_the_seeds_are_found() -> None:
    assert list(seeds().glob("*.txt"))
