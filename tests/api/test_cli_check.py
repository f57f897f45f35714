"""``saidby check`` and ``saidby verify``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api import cli

from . import fakes

NOTES = "“The wall will hold for 100 years, if we mend it,” Ana Ruiz said.\n\n“Nobody mended the ferry,” Bo Ek said.\n"
GOOD = "The ferry is old.\n\n“Nobody mended the ferry,” Bo Ek said.\n"
CUT = "“The wall will hold for 100 years,” Ana Ruiz said.\n"
SLIGHT = "“Nobody ever mended the ferry,” Bo Ek said.\n"
VTT = "WEBVTT\n\n00:14:03.000 --> 00:14:09.000\n“Nobody mended the ferry,” Bo Ek said.\n"


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fakes.replace_cli_engine(monkeypatch, fakes.attribute)
    monkeypatch.setenv("SAIDBY_DATABASE", str(tmp_path / "archive.db"))


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return written(tmp_path / "notes.txt", NOTES)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf8")
    return path


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.saidby, [str(argument) for argument in arguments], input=stdin)


@pytest.mark.parametrize(
    ("draft", "code", "summary"),
    [
        (GOOD, 0, "1 ok, 0 look, 0 stop"),
        (SLIGHT, 1, "0 ok, 1 look, 0 stop"),
        (CUT, 2, "0 ok, 0 look, 1 stop"),
        (GOOD + CUT + SLIGHT, 2, "1 ok, 1 look, 1 stop"),
        ("Nobody said a thing.", 0, "0 ok, 0 look, 0 stop"),
    ],
)
def test_the_exit_code_is_the_worst_verdict(tmp_path: Path, notes: Path, draft: str, code: int, summary: str) -> None:
    result = run("check", written(tmp_path / "draft.txt", draft), "--against", notes)
    assert result.exit_code == code, result.stderr
    assert result.stdout.splitlines()[-1].endswith(summary)
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(("option", "code"), [("--against", 2), ("--notes", 0), ("--document", 0)])
def test_the_kind_of_a_source_says_what_its_own_words_are(tmp_path: Path, option: str, code: int) -> None:
    source = written(tmp_path / "statement.txt", "The harbour board has nothing to add to its report.\n")
    draft = written(tmp_path / "draft.txt", "“The harbour board has nothing to add to its report,” Bo Ek said.\n")
    assert run("check", draft, option, source).exit_code == code


def test_the_text_shows_line_difference_and_place(tmp_path: Path, notes: Path) -> None:
    draft = written(tmp_path / "draft.txt", "The wall.\n\n" + CUT.replace("100", "10"))
    shown = run("check", draft, "--against", notes).stdout
    assert "STOP  line 3, Ana Ruiz\n" in shown
    assert "has “100” where the draft has “10”." in " ".join(shown.split())
    assert "The wall will hold for {-100-} {+10+} years" in shown
    assert f"Ana Ruiz, {notes}:" in shown


def test_several_sources_folders_and_times(tmp_path: Path, notes: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    written(folder / "meeting.vtt", VTT)
    written(folder / "picture.png", "not read")
    draft = written(tmp_path / "draft.txt", GOOD + CUT)
    result = run("check", draft, "--against", folder, notes, "--format", "json")
    record = json.loads(result.stdout)
    assert [source["kind"] for source in record["sources"]] == ["vtt", "article"]
    times = {match["time"] for item in record["quotations"] for match in item["matches"]}
    assert "00:14:03" in times


def test_standard_input_is_a_draft(notes: Path) -> None:
    assert run("check", "-", "--against", notes, stdin=GOOD).exit_code == 0


def test_sarif_points_to_the_place_in_the_draft(tmp_path: Path, notes: Path) -> None:
    draft = written(tmp_path / "draft.txt", GOOD + CUT)
    log = json.loads(run("check", draft, "--against", notes, "--format", "sarif").stdout)
    good, cut = log["runs"][0]["results"]
    assert (good["kind"], good["level"], cut["kind"], cut["level"]) == ("pass", "none", "fail", "error")
    place = cut["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == str(draft)
    region = place["region"]
    start = region["charOffset"]
    assert (GOOD + CUT)[start : start + region["charLength"]] == "The wall will hold for 100 years,"
    assert (region["startLine"], region["startColumn"]) == (4, 2)
    assert cut["ruleId"] in {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}


def test_the_archive_is_searched_only_if_asked(tmp_path: Path, notes: Path) -> None:
    draft = written(tmp_path / "draft.txt", GOOD)
    other = written(tmp_path / "other.txt", "“We stay,” Cy Dee said.")
    assert run("ingest", notes).exit_code == 0
    assert run("check", draft, "--against", other).exit_code == 2
    assert run("check", draft, "--against", other, "--archive").exit_code == 0
    assert run("check", draft, "--archive").exit_code == 0


def test_nothing_to_check_against_is_no_verdict(tmp_path: Path) -> None:
    result = run("check", written(tmp_path / "draft.txt", GOOD))
    assert result.exit_code == 3
    assert "--against" in result.stderr


def test_a_folder_without_sources_is_no_verdict(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("check", written(tmp_path / "draft.txt", GOOD), "--against", tmp_path / "empty")
    assert result.exit_code == 3
    assert "the folder has no files in .txt, .vtt, .srt" in result.stderr


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"", b"a\x00b", b"<html><body><p>Hi</p></body></html>"])
@pytest.mark.parametrize("which", ["draft", "source"])
def test_a_failure_is_no_verdict(tmp_path: Path, notes: Path, which: str, content: bytes | None) -> None:
    bad = tmp_path / "bad.txt"
    if content is not None:
        bad.write_bytes(content)
    arguments = (bad, "--against", notes) if which == "draft" else (notes, "--against", bad)
    result = run("check", *arguments)
    assert result.exit_code == 3
    assert result.stderr.startswith("Error: ")
    assert "bad.txt" in result.stderr


def test_a_broken_transcript_is_named(tmp_path: Path, notes: Path) -> None:
    result = run("check", notes, "--against", written(tmp_path / "talk.srt", "hello"))
    assert result.exit_code == 3
    assert "talk.srt: not a transcript in the format SRT" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "shown"),
    [
        (("Nobody mended the ferry", "--speaker", "Ek"), 0, "Reported by 1 source in 1 article."),
        (("The wall will hold for 100 years",), 1, "left out, which turns the meaning (condition)"),
        (("The wall will hold for 10 years, if we mend it",), 2, "{-100-} {+10+}"),
        (("Nobody mended the ferry", "--speaker", "Ana Ruiz"), 2, "said by somebody else"),
        (
            ("I love the sea", "--speaker", "Ana Ruiz"),
            2,
            "Searched 2 quotations in 1 article, 1 of them by this speaker",
        ),
    ],
)
def test_verify(notes: Path, arguments: tuple[str, ...], code: int, shown: str) -> None:
    run("ingest", notes)
    result = run("verify", *arguments)
    assert result.exit_code == code, result.stderr
    assert shown in result.stdout


def test_verify_as_json(notes: Path) -> None:
    run("ingest", notes)
    record = json.loads(run("verify", "Nobody mended the ferry", "--format", "json").stdout)
    assert (record["finding"], record["question"]["quote"]) == ("verbatim", "Nobody mended the ferry")


@pytest.mark.parametrize("quote", ["", "…", "x" * 6000])
def test_verify_refuses_what_is_no_quotation(quote: str) -> None:
    result = run("verify", quote)
    assert result.exit_code == 2
    assert "quote: " in result.stderr
