"""The MCP server: search quotations, verify one, check a draft, read the evidence of one.

Needs the extra ``mcp``. The tools take and return what the HTTP API does, and validate it by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from attribution import AttributionError

from ..engine_pool import EngineUnavailable, PermanentEngineError
from ..http.members import InvalidMembers, draft, question, quote_filter
from ..http.representations.checks import check_record
from ..http.representations.records import quote_record
from ..http.representations.verifications import verification_record
from ..operations.checking import InvalidSource
from ..operations.services import Services
from ..store import Sort, StoreError
from ..version import VERSION

INSTRUCTIONS = (
    "Saidby knows who said what, where and when, in the articles of one archive. Use verify_quote before you repeat a "
    "quotation, and check_draft before a text with quotations is published. 'not_found' means only that this archive "
    "does not have it. Saidby gives no verdict on whether what was said is true."
)
LISTED, MOST_LISTED = 10, 50
T = TypeVar("T")

Words = Annotated[str | None, Field(description='Words of the quotation, or a "phrase" in double quotes.')]
QuoteId = Annotated[str, Field(description="The identifier of a quotation.")]
Speaker = Annotated[str | None, Field(description="Who said it: a name in any form, or an identifier.")]
Outlet = Annotated[str | None, Field(description="Only this outlet: its whole name, or an identifier.")]
Begin = Annotated[str | None, Field(description="Published on this date or later, such as 2023-06-19.")]
End = Annotated[str | None, Field(description="Published before this date.")]


def _loaded(load: Callable[[dict[str, Any]], T], **members: Any) -> T:
    """The members that are given, validated. Raises ``ToolError``."""
    lists = ("speaker", "source") if load is quote_filter else ()
    given = {name: [value] if name in lists else value for name, value in members.items() if value is not None}
    try:
        return load(given)
    except InvalidMembers as error:
        raise ToolError(str(error)) from None


@contextmanager
def _reported() -> Iterator[None]:
    """Turn what the operations raise into messages of the tool. Raises ``ToolError``."""
    try:
        yield
    except (AttributionError, EngineUnavailable, PermanentEngineError, InvalidSource, StoreError) as error:
        raise ToolError(str(error)) from None


def server(services: Services) -> MCPServer[Any]:
    """The server over an archive and an engine."""
    made: MCPServer[Any] = MCPServer("saidby", title="Saidby", instructions=INSTRUCTIONS, version=VERSION)

    @made.tool(title="Search quotations")
    def search_quotes(
        query: Annotated[
            str | None, Field(description='Words of the quotation, or a "phrase" in double quotes.')
        ] = None,
        speaker: Speaker = None,
        source: Outlet = None,
        published_from: Begin = None,
        published_before: End = None,
        limit: Annotated[int, Field(description="How many to return.", ge=1, le=MOST_LISTED)] = LISTED,
    ) -> dict[str, Any]:
        """Find quotations by their words, speaker, outlet and date, the newest first."""
        where = _loaded(
            quote_filter, q=query, speaker=speaker, source=source, published_from=published_from,
            published_before=published_before,
        )  # fmt: skip
        with _reported():
            page = services.quotes(where, limit, None, Sort.NEWEST)
            return {
                "quotes": [quote_record(quote, ("article",)) for quote in page.items],
                "total": services.count_quotes(where),
            }

    @made.tool(title="Verify a quotation")
    def verify_quote(
        quote: Annotated[str, Field(description="The words. An ellipsis and [brackets] are read as conventions.")],
        speaker: Speaker = None,
        source: Outlet = None,
        published_from: Begin = None,
        published_before: End = None,
    ) -> dict[str, Any]:
        """Was this said, by whom, and in which words? Returns the finding, and each match with its differences."""
        asked = _loaded(
            question, quote=quote, speaker=speaker, source=source, published_from=published_from,
            published_before=published_before,
        )  # fmt: skip
        with _reported():
            return verification_record(services.verify(asked))

    @made.tool(title="Check a draft")
    def check_draft(
        text: Annotated[str, Field(description="The draft.")],
        sources: Annotated[
            list[dict[str, str]] | None,
            Field(description="Notes, transcripts or articles it rests on: objects with `name`, `text`, and `kind`."),
        ] = None,
        archive: Annotated[bool, Field(description="Whether to search the archive as well.")] = True,
    ) -> dict[str, Any]:
        """Verify every quotation of a draft, its words and its speaker, against sources and the archive."""
        given = _loaded(draft, draft=text, sources=sources or [], archive=archive)
        with _reported():
            return check_record(services.check_draft(given))

    @made.tool(title="Explain an attribution")
    def explain_quote(quote_id: QuoteId) -> dict[str, Any]:
        """Why a quotation is attributed to its speaker: cue, mention, chain to the name, confidence, factors."""
        with _reported():
            found = services.quote_in_context(quote_id)
            return quote_record(found.quote) | {"context": {"text": found.context.text}}

    return made
