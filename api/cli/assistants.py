"""``saidby mcp``: the tools for assistants, over the Model Context Protocol."""

from __future__ import annotations

import click


@click.command()
@click.option(
    "--http", "address", metavar="HOST:PORT",
    help="Serve over HTTP at /mcp instead of standard input and output. There are no API keys.",
)  # fmt: skip
def mcp(address: str | None) -> None:
    """Serve search, verification and checks to assistants, as an MCP server.

    Without options it speaks over standard input and output, as assistants on this machine start it.
    """
    from .archive import open_services

    try:
        from ..assistants.server import server
    except ModuleNotFoundError as error:
        if error.name != "mcp":
            raise
        raise click.ClickException("the command mcp needs the extra mcp: pip install 'saidby[mcp]'") from error
    host, port = _parsed(address) if address is not None else ("", 0)
    with open_services() as services:
        made = server(services)
        if address is None:
            made.run("stdio")
        else:
            made.run("streamable-http", host=host, port=port, stateless_http=True, json_response=True)


def _parsed(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise click.UsageError(f"--http takes HOST:PORT, such as 127.0.0.1:8765, not {address!r}")
    return host, int(port)
