"""The change feed: what each commit did to quotations, under one number, for those who keep a copy."""

from __future__ import annotations

from . import tables as tables  # known to the metadata wherever the store is
