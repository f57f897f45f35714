"""The README's worked example: its output is what the commands say today, but for the confidences."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from api import cli, create_app
from api.config import Config

ROOT = Path(__file__).resolve().parent.parent
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf8"), re.M | re.S)
TEXTS = [block for language, block in BLOCKS if language == "text"]
(ANSWER,) = (block for language, block in BLOCKS if language == "json")
REQUEST = re.search(r"curl -s '(http://127\.0\.0\.1:8000/\S+)' \| python3 -m json\.tool", "".join(b for _, b in BLOCKS))


# A retrained pipeline moves the confidence by a hundredth and with it what it is made of; every run moves the moment.
MOVING = ("confidence", "factors", "updated_at")


def without_confidence(value: Any) -> Any:
    """The value without what is another one in every run."""
    if isinstance(value, dict):
        return {key: without_confidence(item) for key, item in value.items() if key not in MOVING}
    return [without_confidence(item) for item in value] if isinstance(value, list) else value


def test_the_article_is_the_one_in_the_documents() -> None:
    assert TEXTS[0] == (ROOT / "docs" / "example.txt").read_text(encoding="utf8")


def test_the_listing_is_what_the_command_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(cli.saidby, ["attribute", "docs/example.txt"])
    blank = re.compile(r"confidence \d\.\d\d|(?<=factors ).*")
    assert blank.sub("", TEXTS[1].strip()) == blank.sub("", result.stdout.strip()), result.stdout


def test_the_answer_is_what_the_api_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAIDBY_DATABASE", str(tmp_path / "archive.db"))
    assert CliRunner().invoke(cli.saidby, ["seed"]).exit_code == 0
    assert REQUEST
    response = create_app(Config.from_environment()).test_client().get(REQUEST[1])
    printed = json.dumps(response.json, ensure_ascii=False, indent=1)
    assert without_confidence(json.loads(ANSWER)) == without_confidence(response.json), printed
