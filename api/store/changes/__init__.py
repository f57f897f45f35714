"""The change feed: numbered commits and their changes to quotations, for clients that keep a copy."""

from __future__ import annotations

from . import tables as tables  # registers the tables in the metadata
