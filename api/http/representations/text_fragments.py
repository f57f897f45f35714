"""Links that open a page at some words of it, by text directives (wicg.github.io/scroll-to-text-fragment)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

LONGEST = 200  # characters that are named whole; of a longer passage only its ends
END_WORDS = 5


def link(url: str, passages: Iterable[str]) -> str:
    """The page's address with a directive for each passage, as printed there."""
    directives = "&".join(f"text={_directive(passage)}" for passage in passages if passage.strip())
    if not directives:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:{directives}"


def _directive(passage: str) -> str:
    """A passage, or its first and last words: it may run over paragraphs, which no single term can match."""
    words = passage.split()
    if len(passage) <= LONGEST and "\n" not in passage.strip():
        return _encoded(" ".join(words))
    count = min(END_WORDS, max(1, len(words) // 2))
    if len(words) == 1:
        return _encoded(words[0])
    return f"{_encoded(' '.join(words[:count]))},{_encoded(' '.join(words[-count:]))}"


def _encoded(text: str) -> str:
    """Percent-encoded; a hyphen too, which would mark a prefix or suffix."""
    return quote(text, safe="").replace("-", "%2D")
