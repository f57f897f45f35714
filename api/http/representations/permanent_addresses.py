"""The permanent addresses of quotations and speakers, below ``base``, the address of the service."""

from __future__ import annotations


def quote_address(quote_id: str, base: str) -> str:
    """The address of a quotation."""
    return f"{base}/v1/quotes/{quote_id}"


def speaker_address(speaker_id: str, base: str) -> str:
    """The address of a speaker."""
    return f"{base}/v1/speakers/{speaker_id}"
