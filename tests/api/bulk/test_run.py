"""A run attributes each article once, whatever dies meanwhile, and reports what it cannot attribute."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.bulk.local_workers import LocalWorkers
from attribution import from_record, to_record

from .. import fakes
from .corpora import FAKE, corpus, expected, rows, run, text, texts

pytestmark = pytest.mark.usefixtures("small_shards")


def test_the_tables_hold_the_records_of_the_engine(tmp_path: Path) -> None:
    file = corpus(tmp_path, 25)
    progress = run([file], tmp_path / "out")
    assert progress.tally == {"articles": 25, "words": 150, "quotations": 25}
    articles, quotations = rows(tmp_path / "out", "articles"), rows(tmp_path / "out", "quotations")
    assert [article["text"] for article in articles] == [text(number) for number in range(25)]
    assert [article["record"] for article in articles] == [f"line {number + 1}" for number in range(25)]
    assert {(a["file"], a["source"], a["words"], a["quotations"]) for a in articles} == {(str(file), "Post", 6, 1)}
    about = ("article_id", "text_sha256", "position", "engine")
    records = [{name: value for name, value in row.items() if name not in about} for row in quotations]
    found = [fakes.attribute(text(number)) for number in range(25)]
    assert [from_record(record) for record in records] == [quotation for each in found for quotation in each]
    assert records == [to_record(quotation) for each in found for quotation in each]
    assert [row["article_id"] for row in quotations] == [article["id"] for article in articles]
    assert rows(tmp_path / "out", "errors") == []


def test_two_workers_write_what_one_does(tmp_path: Path) -> None:
    file = corpus(tmp_path, 35)
    run([file], tmp_path / "one")
    run([file], tmp_path / "two", LocalWorkers(2, FAKE, 60))
    contents = [
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*.parquet")}
        for name in ("one", "two")
    ]
    assert len(contents[0]) == 12
    assert contents[0] == contents[1]


def test_a_second_run_does_nothing_again(tmp_path: Path) -> None:
    file = corpus(tmp_path, 25)
    run([file], tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")}
    assert run([file], tmp_path / "out").tally == {"known": 25, "quotations": 25}
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")}


def test_what_changed_in_the_input_replaces_what_was_there(tmp_path: Path) -> None:
    file = corpus(tmp_path, 45)
    run([file], tmp_path / "out")
    corpus(tmp_path, 24)
    assert run([file], tmp_path / "out").tally["known"] == 20
    assert texts(tmp_path / "out") == expected(24)


def test_a_worker_that_is_killed_from_outside_costs_no_article(tmp_path: Path) -> None:
    file, mark = tmp_path / "corpus.jsonl", tmp_path / "mark"
    corpus(tmp_path, 12)
    with file.open("a", encoding="utf8") as lines:
        lines.write(f'{{"text": "KILL-ONCE {mark}"}}\n')
    progress = run([file], tmp_path / "out")
    assert mark.exists()
    assert progress.tally == {"articles": 13, "words": 74, "quotations": 12}
    assert texts(tmp_path / "out") == expected(12)


@pytest.mark.parametrize(
    ("bad", "unread", "reason"),
    [
        ("KILL it", "crashed", "SIGKILL"),
        ("EXIT it", "crashed", "exit code 7"),
        ("NATIVE it", "timed_out", "longer than allowed"),
        ("RAISE it", "failed", "RuntimeError: a defect"),
    ],
)
def test_an_article_on_which_the_engine_fails_is_set_aside(tmp_path: Path, bad: str, unread: str, reason: str) -> None:
    file = tmp_path / "corpus.jsonl"
    corpus(tmp_path, 12)
    with file.open("a", encoding="utf8") as lines:
        lines.write(f'{{"text": "{bad}"}}\n')
    progress = run([file], tmp_path / "out", LocalWorkers(1, FAKE, 0.5))
    assert progress.tally == {"articles": 13, "words": 74, "quotations": 12, "unread": 1}
    assert texts(tmp_path / "out") == expected(12)
    assert [a["unread"] for a in rows(tmp_path / "out", "articles")] == [None] * 12 + [unread]
    (error,) = rows(tmp_path / "out", "errors")
    assert (error["record"], error["status"]) == ("line 13", "unread")
    assert reason in error["reason"]
    assert run([file], tmp_path / "out").tally == {"known": 13, "quotations": 12, "unread": 1}


def test_records_that_are_no_articles_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text("text,title\n“One” Ivers said.,A\n,B\n“Two” Orr said.\n", encoding="utf8")
    (folder / "b.jsonl").write_text('{"text": "INVALID"}\n{"title": "none"}\nnot json\n', encoding="utf8")
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.json").write_text("{}", encoding="utf8")
    progress = run([folder], tmp_path / "out")
    assert progress.tally == {"articles": 1, "words": 3, "quotations": 1, "failed": 6, "skipped": 1}
    found = [(Path(e["file"]).name, e["record"], e["status"]) for e in rows(tmp_path / "out", "errors")]
    assert found == [
        ("a.csv", "row 2", "failed"),
        ("a.csv", "row 3", "failed"),
        ("b.jsonl", "line 1", "failed"),
        ("b.jsonl", "line 2", "failed"),
        ("b.jsonl", "line 3", "failed"),
        ("c.txt", None, "failed"),
        ("d.json", None, "skipped"),
    ]
    assert [a["title"] for a in rows(tmp_path / "out", "articles")] == ["A"]


def test_texts_of_any_characters_arrive_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    hostile = ["“\\ud83d\\ude00 e\\u0301,” Ivers said.", "“\\u202e\\u0007\\ufffd,” Orr said."]
    file.write_text("".join(f'{{"text": "{each}"}}\n' for each in hostile), encoding="utf8")
    run([file], tmp_path / "out")
    assert texts(tmp_path / "out") == ["\U0001f600 e\u0301,", "\u202e\u0007\ufffd,"]


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    workers = LocalWorkers(1, FAKE, 60)
    from api.bulk.batches import batch_of

    (row,) = workers.submit(batch_of(["PID"])).result().to_pylist()
    workers.close()
    pid = int(row["quotations"][0]["text"])
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
