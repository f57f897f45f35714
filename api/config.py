"""The service's settings, read once from the environment."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import get_type_hints

from .environment import SettingError, read, refuse_unknown, variable

MIB = 1024 * 1024
ORIGIN = re.compile(r"\*|null|[A-Za-z][A-Za-z0-9+.-]*://[^\s/?#]+")
HOST = re.compile(r"[A-Za-z0-9._~-]{1,253}|[0-9A-Fa-f:]{2,45}")
BATCH_PATH = "/v1/articles/batch"
CHOICES = {"reading": ("open", "closed"), "log": ("text", "json"), "log_level": ("debug", "info", "warning", "error")}
DEFAULT_READ_RATE, DEFAULT_WRITE_RATE = 600, 60  # requests per minute, if other machines can reach the service


class ConfigError(Exception):
    """A setting is unknown or has an invalid value; the message names its variable."""


def cpus() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Config:
    """The settings. Each field is read from ``SAIDBY_`` plus its name in capitals, and parsed according to its type."""

    database: str = "var/saidby.db"  # a path, sqlite:///PATH or postgresql+psycopg://...
    bind: str = "127.0.0.1:8000"
    workers: int = 2  # gunicorn processes
    threads: int = 4  # per worker
    engine_processes: int = 0  # 0: one per CPU, at most four
    engine_socket: Path | None = None  # a running engine pool; `saidby serve` starts its own
    engine_timeout: float = 120.0  # maximum CPU and wall-clock time per article, in seconds
    engine_wait: float = 30.0  # maximum wait for a free engine process, in seconds
    max_body: int = 4 * MIB  # maximum size of a request, in bytes
    max_batch: int = 256 * MIB  # the same for batches of articles, which are received into a temporary file
    queue: int = -1  # articles of the queue that the service reads at the same time; -1: one per engine process but one
    receivers: str = ""  # comma-separated "HOST" or "HOST:PORT" of webhooks that may have private addresses
    reading: str = "open"  # "closed": requires a key
    read_rate: int | None = None  # requests per minute and key or address; 0: unlimited
    write_rate: int | None = None  # the same for requests that write or use the engine
    cors: str = ""  # comma-separated origins whose pages may read, or "*"
    hosts: str = ""  # comma-separated host names that are accepted in requests; see docs/api.md
    answers: int = 64 * MIB  # size of each worker's response cache, in bytes
    proxies: int = 0  # the number of proxies in front of the service that add to X-Forwarded-For
    model: Path | None = None  # folder of a sentence-embedding model; needs the extra "semantic"
    log: str = "text"  # format of the log: "text" or "json"
    log_level: str = "info"  # lowest level that is logged: "debug", "info" (every request), "warning", "error"

    def __post_init__(self) -> None:
        """Check the values. Raises ``ConfigError``, which names the variable."""
        self.address()
        for name, minimum, maximum in (
            ("workers", 1, 256), ("threads", 1, 256), ("engine_processes", 0, 256),
            ("engine_timeout", 0.05, 86_400), ("engine_wait", 0.05, 86_400), ("max_body", 1024, 1024 * MIB),
            ("max_batch", 1024, 1024 * 1024 * MIB), ("queue", -1, 256),
            ("read_rate", 0, 10**9), ("write_rate", 0, 10**9), ("proxies", 0, 16), ("answers", 0, 1024 * MIB),
        ):  # fmt: skip
            value = getattr(self, name)
            if value is not None and not minimum <= value <= maximum:
                raise ConfigError(f"SAIDBY_{name.upper()} must be from {minimum} to {maximum}, not {value}")
        for name, values in CHOICES.items():
            value = getattr(self, name)
            if value not in values:
                allowed = " or ".join(f'"{allowed}"' for allowed in values)
                raise ConfigError(f'SAIDBY_{name.upper()} must be {allowed}, not "{value}"')
        for origin in self.origins():
            if not ORIGIN.fullmatch(origin):
                raise ConfigError(f'SAIDBY_CORS lists origins such as "https://news.example", or "*", not "{origin}"')
        for name in self.host_names():
            if not HOST.fullmatch(name):
                raise ConfigError(f'SAIDBY_HOSTS lists names such as "news.example", without port, not "{name}"')

    def address(self) -> tuple[str, int]:
        """The host and port of ``bind``: "127.0.0.1:8000" or "[::1]:8000". Raises ``ConfigError``."""
        host, colon, port = self.bind.rpartition(":")
        bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
        valid_port = port.isascii() and port.isdigit() and int(port) <= 65_535
        if not colon or not bare or not valid_port or re.search(r"\s", bare) or (":" in host and bare == host):
            raise ConfigError(f'SAIDBY_BIND must be HOST:PORT, such as "127.0.0.1:8000", not "{self.bind}"')
        return bare, int(port)

    def loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        host = self.address()[0]
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    def rates(self) -> tuple[int, int]:
        """The limits for reading and for writing, in requests per minute; 0 is unlimited, the default on loopback."""
        default = (0, 0) if self.loopback() else (DEFAULT_READ_RATE, DEFAULT_WRITE_RATE)
        configured = (self.read_rate, self.write_rate)
        return tuple(d if c is None else c for d, c in zip(default, configured, strict=True))  # type: ignore[return-value]

    def origins(self) -> frozenset[str]:
        """The origins whose pages may read; "*" means any."""
        return frozenset(origin.strip().rstrip("/") for origin in self.cors.split(",") if origin.strip())

    def host_names(self) -> frozenset[str]:
        """The accepted host names, in addition to those of this machine."""
        names = (name.strip().strip("[]").rstrip(".").lower() for name in self.hosts.split(","))
        return frozenset(name for name in names if name)

    def engines(self) -> int:
        """The number of engine processes to run."""
        return self.engine_processes or min(4, cpus())

    def max_body_of(self, path: str) -> int:
        """The maximum size of a request to a path, in bytes."""
        return max(self.max_batch, self.max_body) if path == BATCH_PATH else self.max_body

    def receiver_hosts(self) -> frozenset[str]:
        """The receivers of webhooks that may have private addresses."""
        return frozenset(host.strip().lower() for host in self.receivers.split(",") if host.strip())

    def queue_threads(self) -> int:
        """The number of articles of the queue to read at the same time; the engine keeps one process for requests."""
        return max(1, self.engines() - 1) if self.queue < 0 else self.queue

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Config:
        """Read the settings from the environment; an empty variable counts as unset.

        Raises ``ConfigError`` for an unknown variable or an invalid value.
        """
        environment = os.environ if environment is None else environment
        check_environment(environment)
        try:
            kinds = get_type_hints(cls)
            texts = {field.name: environment.get(variable(field.name), "").strip() for field in fields(cls)}
            return cls(**{name: read(name, kinds[name], text) for name, text in texts.items() if text})
        except SettingError as error:
            raise ConfigError(str(error)) from None


def check_environment(environment: Mapping[str, str] | None = None) -> None:
    """Check for unknown ``SAIDBY_`` variables, without reading the settings. Raises ``ConfigError``."""
    try:
        refuse_unknown(os.environ if environment is None else environment, (field.name for field in fields(Config)))
    except SettingError as error:
        raise ConfigError(str(error)) from None
