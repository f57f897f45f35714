"""Fake engines: every passage in quotation marks is a quotation, and NAME in ``” NAME said`` is its speaker."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from api.engine_pool import ANYONE, EngineFailed, Requester
from attribution import (
    AttributionError,
    Cue,
    Evidence,
    Factor,
    Factuality,
    InvalidText,
    Mention,
    Quotation,
    QuotationType,
    Reason,
    Span,
    Speaker,
)
from attribution.article.text import check
from attribution.model import SpeakerKind, quotation_id, text_digest

FACTORS = (Factor("cue_role", 1.5),)
PATTERN = re.compile(r"“([^”]*)”(?: ([A-Z]\w+(?: [A-Z]\w+)*) (said))?")


def attribute(text: str) -> list[Quotation]:
    """Finds quotations with one regular expression; deterministic."""
    check(text)
    digest = text_digest(text)
    return [_quotation(digest, match) for match in PATTERN.finditer(text)]


def _quotation(digest: str, match: re.Match[str]) -> Quotation:
    spans = (Span(*match.span(1)),)
    named = match[2] is not None
    return Quotation(
        id=quotation_id(digest, spans),
        type=QuotationType.DIRECT,
        text=match[1],
        spans=spans,
        quoted=spans,
        cue=Cue("said", "say", *match.span(3)) if named else None,
        mention=Mention(match[2], *match.span(2)) if named else None,
        speaker=Speaker(match[2], SpeakerKind.PERSON) if named else None,
        reported_by=None,
        confidence=0.9 if named else 0.0,
        factuality=Factuality.ASSERTED,
        evidence=Evidence("fake", (match[2],), None, FACTORS, FACTORS)
        if named
        else Evidence("fake", reason=Reason.NO_CUE),
    )


class FakeAttributor:
    """``attribute`` behind the service's protocol; counts its calls, or raises a given error."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.calls = 0
        self.engine = "1.0+one"
        self.requester = ANYONE

    def version(self) -> str:
        return self.engine

    def attribute(self, text: str, requester: Requester = ANYONE) -> list[Quotation]:
        self.calls += 1
        self.requester = requester
        if self.error is not None:
            raise self.error
        return attribute(text)

    def check(self) -> None:
        if self.error is not None:
            raise self.error


class FunctionAttributor(FakeAttributor):
    """Any function behind the service's protocol, in this process."""

    def __init__(self, function: Callable[[str], list[Quotation]]) -> None:
        super().__init__()
        self.function = function

    def attribute(self, text: str, requester: Requester = ANYONE) -> list[Quotation]:
        check(text)
        try:
            return self.function(text)
        except AttributionError:
            raise
        except Exception as error:
            raise EngineFailed(f"{type(error).__name__}: {error}") from error


def replace_cli_engine(monkeypatch: pytest.MonkeyPatch, function: Callable[[str], list[Quotation]]) -> None:
    """Let the commands use an engine in this process instead of a pool."""
    monkeypatch.setattr("api.cli.engine.started", lambda: nullcontext(FunctionAttributor(function)))


def unruly(text: str) -> list[Quotation]:
    """An engine for the tests of the pool: certain first words of a text make it misbehave."""
    word, _, rest = text.partition(" ")
    if word == "KILL":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "EXIT":
        os._exit(7)
    if word == "BUSY":
        re.match(r"(a|a)*$", "a" * 60 + "b")  # forever, and no other thread of the process runs meanwhile
    if word == "SLEEP":
        time.sleep(float(rest))
    if word == "NATIVE":  # minutes in a C function that holds the GIL
        re.match(r"(a|a)*$", "a" * 40 + "b")
    if word == "KILL-ONCE":
        kill_once(Path(rest))
    if word == "TELL":  # "TELL FILE SECONDS": writes its process id to FILE, sleeps, and creates FILE.done
        path, _, seconds = rest.partition(" ")
        Path(path).write_text(str(os.getpid()), encoding="utf8")
        time.sleep(float(seconds))
        Path(f"{path}.done").touch()
    if word == "HOLD":  # "HOLD FILE": writes its process id to FILE, and waits until FILE is deleted
        hold(Path(rest))
    if word == "RAISE":
        raise RuntimeError("a defect")
    if word == "QUOTE":
        raise RuntimeError(f"cannot read {rest}")
    if word == "INVALID":
        raise InvalidText("the text is not an article")
    if word == "PID":
        return attribute(f"“{os.getpid()}” Pid said")
    return attribute(text)


def kill_once(mark: Path) -> None:
    """Kill this process the first time."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def hold(mark: Path) -> None:
    """Wait until the test deletes the mark, which holds the id of this process."""
    written = mark.with_name(f".{mark.name}.new")
    written.write_text(str(os.getpid()), encoding="utf8")
    written.rename(mark)
    while mark.exists():
        time.sleep(0.01)


def broken(text: str) -> list[Quotation]:
    """An engine that cannot start."""
    raise RuntimeError("no pipeline")
