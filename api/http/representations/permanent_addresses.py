"""The permanent addresses of quotations and speakers, below ``base``, the address of the service."""

from __future__ import annotations


def quote_address(quote_id: str, base: str) -> str:
    """The address of a quotation."""
    return f"{base}/quotes/{quote_id}"


def linked_data_address(quote_id: str, base: str) -> str:
    """The address of a quotation as JSON-LD."""
    return f"{base}/v1/quotes/{quote_id}?format=jsonld"


def speaker_address(speaker_id: str, base: str) -> str:
    """The address of a speaker."""
    return f"{base}/speakers/{speaker_id}"
