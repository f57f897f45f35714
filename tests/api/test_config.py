"""Settings: defaults, what the environment says, and errors that name the variable."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.config import Config, ConfigError


def test_the_defaults_listen_on_this_machine_only() -> None:
    config = Config.from_environment({})
    assert config == Config()
    assert config.address() == ("127.0.0.1", 8000)
    assert config.database == "var/saidby.db"
    assert config.max_body == 4 * 1024 * 1024


def test_the_environment_is_read() -> None:
    config = Config.from_environment(
        {
            "SAIDBY_DATABASE": "/tmp/x.db",
            "SAIDBY_BIND": "[::1]:0",
            "SAIDBY_WORKERS": "3",
            "SAIDBY_ENGINE_TIMEOUT": "2.5",
            "SAIDBY_ENGINE_SOCKET": "/tmp/e.sock",
            "SAIDBY_ENGINE_PROCESSES": "5",
            "SAIDBY_THREADS": " ",
        }
    )
    assert config.address() == ("::1", 0)
    assert (config.database, config.workers, config.engine_timeout) == ("/tmp/x.db", 3, 2.5)
    assert config.engine_socket == Path("/tmp/e.sock")
    assert config.engines() == 5
    assert config.threads == Config().threads


def test_there_is_at_least_one_engine_process() -> None:
    assert 1 <= Config().engines() <= 4


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SAIDBY_BIND", "8000"),
        ("SAIDBY_BIND", "localhost"),
        ("SAIDBY_BIND", ":8000"),
        ("SAIDBY_BIND", "::1:8000"),
        ("SAIDBY_BIND", "localhost:65536"),
        ("SAIDBY_BIND", "localhost:-1"),
        ("SAIDBY_WORKERS", "0"),
        ("SAIDBY_WORKERS", "two"),
        ("SAIDBY_WORKERS", "1.5"),
        ("SAIDBY_THREADS", "257"),
        ("SAIDBY_ENGINE_PROCESSES", "-1"),
        ("SAIDBY_ENGINE_TIMEOUT", "0"),
        ("SAIDBY_ENGINE_TIMEOUT", "nan"),
        ("SAIDBY_ENGINE_WAIT", "inf"),
        ("SAIDBY_MAX_BODY", "10"),
    ],
)
def test_a_bad_value_is_an_error_that_names_its_variable(variable: str, value: str) -> None:
    with pytest.raises(ConfigError, match=variable):
        Config.from_environment({variable: value})
