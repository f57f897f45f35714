"""The command line as a whole, and ``saidby attribute``."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api import cli
from api.cli.listing import listing
from attribution import Factuality, PipelineNotFound, Quotation, QuotationType

from ..waiting import eventually
from . import fakes

ROOT = Path(__file__).resolve().parent.parent.parent
SAID = "“We stay,” Ivers said. “And then?”\n"


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the engine by a fake."""

    def attribute_text(text: str) -> list[Quotation]:
        if "DEFECT" in text:
            raise RuntimeError("a defect")
        return fakes.attribute(text)

    fakes.replace_cli_engine(monkeypatch, attribute_text)


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.saidby, arguments, input=stdin)


def subprocess_of(
    *arguments: str, program: str = "import api.cli; api.cli.main()", **options: object
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", program, *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, **{**pipes, **options})  # type: ignore[call-overload, no-any-return]


def test_help_names_every_command() -> None:
    commands = run("--help").output.partition("Commands:")[2]
    assert re.findall(r"^  ([\w-]+) ", commands, re.M) == [
        "attribute",
        "backup",
        "bulk",
        "check",
        "corrections",
        "embed",
        "evaluate",
        "ingest",
        "keys",
        "mcp",
        "migrate",
        "migrate-store",
        "openapi",
        "reread",
        "restore",
        "reviews",
        "seed",
        "serve",
        "speakers",
        "trim",
        "verify",
        "work",
    ]


def test_the_version_is_that_of_the_distribution() -> None:
    assert re.fullmatch(r"saidby \d+\.\d+\.\d+\S*\n", run("--version").output)


LOADED = """
import atexit, sys
before = set(sys.modules)
def others():
    roots = {name.partition(".")[0] for name in set(sys.modules) - before}
    print(*sorted(roots - sys.stdlib_module_names), file=sys.stderr)
atexit.register(others)
import api.cli; api.cli.main()
"""


def test_help_loads_nothing_slow() -> None:
    stdout, stderr = subprocess_of("--help", program=LOADED).communicate()
    assert stdout.startswith(b"Usage: ")
    assert stderr.split() == [b"api", b"click"]


@pytest.mark.parametrize(
    "arguments", [("attribute",), ("attribute", "--format", "xml", "a.txt"), ("quote",), ("ingest",)]
)
def test_wrong_usage_is_explained_with_exit_code_2(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_jsonl_is_one_record_per_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SAID.encode())
    (tmp_path / "b.txt").write_bytes(b"Nothing.\r\n")
    result = run("attribute", "--format", "jsonl", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["file"] == str(tmp_path / "a.txt")
    assert first["text_sha256"] == hashlib.sha256(SAID.encode()).hexdigest()
    assert [q["speaker"] for q in first["quotations"]] == [
        {"name": "Ivers", "kind": "person", "description": None, "speaks_for": None, "confidence": None, "members": []},
        None,
    ]
    assert SAID[slice(*first["quotations"][0]["spans"][0].values())] == "We stay,"
    assert second == {
        "file": str(tmp_path / "b.txt"),
        "text_sha256": hashlib.sha256(b"Nothing.\r\n").hexdigest(),
        "quotations": [],
    }


def test_the_listing_shows_speaker_text_and_evidence() -> None:
    result = run("attribute", "-", stdin=SAID.encode())
    assert result.exit_code == 0
    assert result.stdout == (
        "-: 2 quotations\n\n"
        "  1. Ivers (person)  [direct, confidence 0.90]\n"
        "     We stay,\n"
        '     cue "said", mention "Ivers"\n'
        "     rule fake\n"
        "     factors cue_role +1.5\n\n"
        "  2. no speaker (no_cue)  [direct, confidence 0.00]\n"
        "     And then?\n"
        "     rule fake\n\n"
    )


@pytest.mark.parametrize(
    ("description", "speaks_for", "shown"),
    [
        (None, None, "Ivers (person)"),
        ("mayor of Talverne", None, "Ivers, mayor of Talverne (person)"),
        ("ministry spokesman", "Ministry", "Ivers, ministry spokesman (person)"),
        ("lawyer", "Ana Byron", "Ivers, lawyer, for Ana Byron (person)"),
        (None, "Ana Byron", "Ivers, for Ana Byron (person)"),
    ],
)
def test_the_listing_shows_the_speakers_description(
    description: str | None, speaks_for: str | None, shown: str
) -> None:
    (said,) = fakes.attribute("“We stay,” Ivers said.")
    assert said.speaker
    said = replace(said, speaker=replace(said.speaker, description=description, speaks_for=speaks_for))
    assert f"  1. {shown}  [direct," in listing("-", [said])


@pytest.mark.parametrize(
    ("kind", "factuality", "shown"),
    [
        (QuotationType.INDIRECT, Factuality.ASSERTED, "[indirect, confidence 0.90]"),
        (QuotationType.INDIRECT, Factuality.DENIED, "[indirect, denied, confidence 0.90]"),
        (QuotationType.ACT, Factuality.ASSERTED, "[act, confidence 0.90]"),
        (QuotationType.BELIEF, None, "[belief, confidence 0.90]"),
    ],
)
def test_the_listing_marks_acts_and_what_is_not_asserted(
    kind: QuotationType, factuality: Factuality | None, shown: str
) -> None:
    (said,) = fakes.attribute("“We stay,” Ivers said.")
    assert f"  1. Ivers (person)  {shown}\n" in listing("-", [replace(said, type=kind, factuality=factuality)])


def test_the_listing_contains_no_control_characters() -> None:
    result = run("attribute", "-", stdin="“Red \x1b[31m alert\u202e,” Ivers said.".encode())
    assert "Red [31m alert," in result.stdout


def test_failing_files_are_reported_and_the_others_processed(tmp_path: Path) -> None:
    contents = {
        "good.txt": SAID.encode(),
        "latin.txt": b"caf\xe9",
        "empty.txt": b" \n",
        "nul.txt": b"a\0b",
        "defect.txt": b"DEFECT",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    result = run(
        "attribute", "--format", "jsonl", *(str(tmp_path / n) for n in [*contents, "missing.txt"]), str(tmp_path)
    )
    assert result.exit_code == 1
    assert [Path(json.loads(line)["file"]).name for line in result.stdout.splitlines()] == ["good.txt"]
    errors = result.stderr.splitlines()
    reasons = (
        "not UTF-8: byte 0xe9 at offset 3",
        "empty",
        "NUL",
        "RuntimeError: a defect",
        "No such file",
        "directory",
    )
    assert len(errors) == len(reasons)
    for line, name, reason in zip(errors, [*list(contents)[1:], "missing.txt", ""], reasons, strict=True):
        assert line.startswith(f"Error: {tmp_path / name}: ")
        assert reason in line


def test_a_missing_pipeline_ends_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def attribute_text(text: str) -> list[Quotation]:
        raise PipelineNotFound("no pipeline in the package")

    fakes.replace_cli_engine(monkeypatch, attribute_text)
    result = run("attribute", "-", "-", stdin=SAID.encode())
    assert (result.exit_code, result.stderr) == (1, "Error: no pipeline in the package\n")


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    result = run("attribute", "--format", "jsonl", "--output", str(target), "-", stdin=SAID.encode())
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(target.read_text(encoding="utf8"))["file"] == "-"


def test_output_never_overwrites_an_article(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(SAID, encoding="utf8")
    result = run("attribute", "--output", str(article), str(article))
    assert result.exit_code == 2
    assert article.read_text(encoding="utf8") == SAID


def test_output_that_cannot_be_written_is_reported_in_one_line(tmp_path: Path) -> None:
    process = subprocess_of("attribute", "--output", str(tmp_path / "none" / "out"), "-")
    _, stderr = process.communicate(b"Text.")
    assert process.returncode == 1
    assert stderr.decode() == f"Error: {tmp_path / 'none' / 'out'}: No such file or directory\n"


UNRULY = """
import api.cli, api.cli.engine
api.cli.engine.FUNCTION = "tests.api.fakes:unruly"
api.cli.main()
"""


def test_an_interrupt_exits_with_130_and_no_traceback(tmp_path: Path) -> None:
    process = subprocess_of("attribute", "-", program=UNRULY)
    assert process.stdin
    assert process.stderr
    process.stdin.write(f"TELL {tmp_path / 'begun'} 60".encode())
    process.stdin.close()
    assert eventually((tmp_path / "begun").exists)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert process.stderr.read().strip() == b""
    process.stderr.close()
    assert process.stdout
    process.stdout.close()


FAKE = UNRULY.replace("unruly", "attribute")


@pytest.mark.parametrize("form", ["jsonl", "text"])
def test_a_closed_pipe_is_not_reported(form: str, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(SAID, encoding="utf8")
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess_of("attribute", "--format", form, *[str(article)] * 50, program=FAKE, stdout=writing)
    os.close(writing)
    _, stderr = process.communicate()
    assert stderr == b""


def test_output_is_utf8_whatever_the_terminals_encoding() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    process = subprocess_of("attribute", "--format", "jsonl", "-", program=FAKE, env=environment)
    stdout, _ = process.communicate("“Café,” Ivers said.".encode())
    assert json.loads(stdout.decode("utf8"))["quotations"][0]["text"] == "Café,"
