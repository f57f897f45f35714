"""``saidby serve`` and ``saidby openapi``: the API, and its contract."""

from __future__ import annotations

import logging
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import click

from . import streams
from .archive import errors_as_messages, open_unmigrated
from .messages import print_note

if TYPE_CHECKING:
    from ..config import Config

CONTRACT = "openapi.yaml"
SHOWN = 60  # lines of difference


@click.command()
@click.option("--bind", metavar="HOST:PORT", help="Address to listen on; default: SAIDBY_BIND, or 127.0.0.1:8000.")
@click.option("--workers", type=click.IntRange(1, 256), help="Number of web processes; default: SAIDBY_WORKERS, or 2.")
def serve(bind: str | None, workers: int | None) -> None:
    """Serve the API and its documentation page until Ctrl-C.

    The database is created or migrated first if needed. It is var/saidby.db, or the file named by SAIDBY_DATABASE.
    """
    from ..config import Config
    from ..serving.server import ServerError
    from ..serving.server import serve as run

    given = {name: value for name, value in (("bind", bind), ("workers", workers)) if value is not None}
    with errors_as_messages():
        config = replace(Config.from_environment(), **given)  # type: ignore[arg-type]
        try:
            run(config, announce=lambda address: _announce(config, address))
        except ServerError as error:
            raise click.ClickException(str(error)) from error


def _announce(config: Config, address: str) -> None:
    """Announce that the service is up, in the format of the log."""
    if config.log == "json":
        logging.getLogger("saidby").info("serving", extra={"event": {"address": address}})
    else:
        print_note(_greeting(config, address))


def _greeting(config: Config, address: str) -> str:
    """The message once the service is up at ``address``."""
    reachable = _reachable(address)
    example = _example(config, reachable)
    page = f"Saidby is running (Ctrl-C to stop). Open http://{reachable}/ in a browser."
    return f"{page} Or, in another terminal:\n\n  {example}\n"


def _reachable(address: str) -> str:
    """The address at which this machine reaches the server, also if it listens on all interfaces."""
    host, _, port = address.rpartition(":")
    host = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)
    return f"{host}:{port}"


def _example(config: Config, reachable: str) -> str:
    """A request that finds something: quotations of the person quoted most."""
    from ..store.speakers import speakers

    try:
        with open_unmigrated(config.database) as archive, archive.reading() as session:
            people = [s for s in speakers.find(session, limit=200).items if s.kind == "person"]
    except click.ClickException:  # the service responds anyway, and reports what is wrong
        people = []
    name = max(people, key=lambda speaker: speaker.quotes).name if people else ""
    query = urlencode({"speaker": name, "limit": 3} if name else {"limit": 3})
    return f"curl 'http://{reachable}/v1/quotes?{query}'"


@click.command()
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--check", is_flag=True, help=f"Compare with the committed file ({CONTRACT}, or that of --output).")
def openapi(output: Path | None, check: bool) -> None:
    """Print the API contract generated from the code.

    With --check, nothing is written; if the file differs, the differences are shown and the exit code is 1.
    """
    from ..http.openapi import render

    contract = render()
    if check:
        _compare(output or Path(CONTRACT), contract)
    elif output is None or str(output) == "-":
        streams.write(contract.encode("utf8"))
    else:
        output.write_text(contract, encoding="utf8", newline="\n")


def _compare(file: Path, contract: str) -> None:
    import difflib

    kept = file.read_text(encoding="utf8") if file.exists() else ""
    if kept == contract:
        print_note(f"{file} is up to date")
        return
    lines = difflib.unified_diff(kept.splitlines(), contract.splitlines(), str(file), "the code", lineterm="", n=1)
    for line in islice(lines, SHOWN):
        click.echo(line)
    raise click.ClickException(f"{file} is out of date; run make openapi")
