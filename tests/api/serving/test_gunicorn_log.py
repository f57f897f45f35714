"""gunicorn's messages are logged without what clients sent."""

from __future__ import annotations

import logging

import pytest
from gunicorn.config import Config

from api.serving.gunicorn_log import GunicornLogger

SECRET = "saidby_secret"


@pytest.fixture
def logger() -> GunicornLogger:
    return GunicornLogger(Config())


def test_messages_go_to_the_root_logger(logger: GunicornLogger) -> None:
    assert logger.error_log.propagate
    assert logger.error_log.handlers == []
    assert not logger.access_log_enabled


def test_a_malformed_request_is_not_quoted(logger: GunicornLogger, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            logger.warning(f"Invalid request from ip=127.0.0.1: {error}")
    assert caplog.messages == ["refused a request that is not HTTP: ValueError"]


def test_the_url_of_a_failed_request_is_not_quoted(logger: GunicornLogger, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            logger.exception("Error handling request %s %s", "GET", f"/v1/quotes?q={SECRET}")
            logger.exception(error)
    assert caplog.messages == ["a request failed", "KeyError"]


def test_other_messages_are_unchanged(logger: GunicornLogger, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        logger.info("Booting worker with pid: %s", 7)
        logger.warning("careful")
    assert caplog.messages == ["Booting worker with pid: 7", "careful"]
