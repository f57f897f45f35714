"""What the engine cannot read is logged, without the text, and told apart from what another try may do."""

from __future__ import annotations

import pytest

from api.engine_pool import (
    EngineAbandoned,
    EngineBusy,
    EngineCrashed,
    EngineError,
    EngineFailed,
    EngineTimeout,
    EngineUnavailable,
    Requester,
)
from api.operations import attributors
from api.store import Unread, UnreadReason
from attribution import InvalidText, PipelineNotFound, text_digest

from ..conftest import ADA
from ..fakes import FakeAttributor, attribute


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (EngineFailed("KeyError: 3"), UnreadReason.FAILED),
        (EngineCrashed("died"), UnreadReason.CRASHED),
        (EngineTimeout("too long"), UnreadReason.TIMED_OUT),
    ],
)
def test_what_defeats_the_engine_is_marked(error: EngineError, reason: UnreadReason) -> None:
    attributor = FakeAttributor(error)
    assert attributors.attribute(attributor, ADA) == Unread(reason, attributor.engine)


@pytest.mark.parametrize(
    "error", [EngineBusy("x"), EngineUnavailable("x"), EngineAbandoned("x"), InvalidText("x"), PipelineNotFound("x")]
)
def test_what_is_not_the_texts_fault_is_raised(error: Exception) -> None:
    with pytest.raises(type(error)):
        attributors.attribute(FakeAttributor(error), ADA)


def test_the_requester_is_passed_on() -> None:
    attributor, requester = FakeAttributor(), Requester("ana")
    assert attributors.attribute(attributor, ADA, requester) == attribute(ADA)
    assert attributor.requester is requester


def test_the_engine_in_process_is_called_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attributors, "attribute_text", attribute)
    assert attributors.InProcessAttributor().attribute(ADA) == attribute(ADA)


@pytest.mark.parametrize(
    ("raised", "seen"),
    [(KeyError("Byron"), EngineFailed), (InvalidText("x"), InvalidText), (MemoryError(), EngineFailed)],
)
def test_a_defect_of_the_engine_in_process_is_named_and_logged_without_the_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, raised: Exception, seen: type[Exception]
) -> None:
    def defective(text: str) -> None:
        raise raised

    monkeypatch.setattr(attributors, "attribute_text", defective)
    with pytest.raises(seen):
        attributors.InProcessAttributor().attribute(ADA)
    events = [record.event for record in caplog.records]  # type: ignore[attr-defined]
    assert [event["text_sha256"] for event in events] == [text_digest(ADA)] * (seen is EngineFailed)
    assert "Byron" not in f"{events}"
