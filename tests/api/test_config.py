"""Settings: defaults, the environment, and errors that name the variable."""

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
        ("SAIDBY_LOG", "xml"),
        ("SAIDBY_LOG_LEVEL", "loud"),
    ],
)
def test_an_invalid_value_is_an_error_that_names_its_variable(variable: str, value: str) -> None:
    with pytest.raises(ConfigError, match=variable):
        Config.from_environment({variable: value})


def test_only_other_machines_have_rate_limits_by_default() -> None:
    assert Config().rates() == (0, 0)
    assert Config(bind="0.0.0.0:80").rates() == (600, 60)
    assert Config(bind="0.0.0.0:80", read_rate=0, write_rate=5).rates() == (0, 5)
    assert Config(read_rate=7).rates() == (7, 0)


@pytest.mark.parametrize(
    ("bind", "loopback"),
    [("127.0.0.1:1", True), ("[::1]:1", True), ("localhost:1", True), ("0.0.0.0:1", False), ("[::]:1", False),
     ("192.0.2.1:1", False), ("example.org:1", False)],
)  # fmt: skip
def test_loopback_addresses(bind: str, loopback: bool) -> None:
    assert Config(bind=bind).loopback() == loopback


def test_origins_are_separated_by_commas() -> None:
    assert Config().origins() == set()
    assert Config(cors=" https://a.example/ ,https://b.example,").origins() == {
        "https://a.example",
        "https://b.example",
    }


@pytest.mark.parametrize(("variable", "value"), [("READING", "maybe"), ("READ_RATE", "-1"), ("PROXIES", "17")])
def test_settings_of_access_are_checked(variable: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"SAIDBY_{variable}"):
        Config.from_environment({f"SAIDBY_{variable}": value})


def test_hosts_are_names_without_ports() -> None:
    hosts = Config.from_environment({"SAIDBY_HOSTS": "News.example, [2001:DB8::1],other.example.,"}).host_names()
    assert hosts == {"news.example", "2001:db8::1", "other.example"}
    for wrong in ("news.example:8000", "https://news.example", "*", "a b", 'a"'):
        with pytest.raises(ConfigError, match="SAIDBY_HOSTS"):
            Config.from_environment({"SAIDBY_HOSTS": wrong})
