"""A record of a batch: an article, or why it is none."""

from __future__ import annotations

from api.formats.documents import Fault, Found, members
from api.http.members import InvalidMembers, article
from api.operations.submissions import Submitted
from api.store.jobs.jobs import Rejected
from api.strict_json import InvalidJSON, loads

from ...body_lines import MAX_LINE


def found_record(found: Found) -> Submitted:
    """An article from what a reader found in a body."""
    if isinstance(found, Fault):
        return Rejected(f"{found.place}: {found.problem}" if found.place else found.problem)
    try:
        return article(members(found))
    except InvalidMembers as error:
        return Rejected(str(error))


def record(line: bytes | None) -> Submitted:
    """An article from a line of NDJSON, by the rules of ``POST /v1/articles``; None is a line that is too long."""
    if line is None:
        return Rejected(f"The line is longer than {MAX_LINE:,} bytes.")
    try:
        value = loads(line.decode("utf8"))
        if not isinstance(value, dict):
            return Rejected("The line is not a JSON object.")
        return article(value)
    except UnicodeDecodeError as error:
        return Rejected(f"The line is not UTF-8: byte {error.start} is invalid.")
    except InvalidJSON as error:
        return Rejected(f"The line is not JSON: {error}.")
    except InvalidMembers as error:
        return Rejected(str(error))
