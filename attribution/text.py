"""The article's text: what may be one, and where its paragraphs are."""

from __future__ import annotations

import re

from .errors import InvalidText
from .model import Span

MAX_CHARACTERS = 1_000_000


def check(text: str) -> None:
    """Raise ``InvalidText`` unless ``text`` can be an article. It is never changed: offsets must hold."""
    if not isinstance(text, str):
        raise InvalidText(f"the text must be a string, not {type(text).__name__}")
    if not text.strip():
        raise InvalidText("the text is empty")
    if len(text) > MAX_CHARACTERS:
        raise InvalidText(f"the text has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read")
    if "\x00" in text:
        raise InvalidText(f"the text has a NUL character at offset {text.index(chr(0))}")
    try:
        text.encode("utf8")
    except UnicodeEncodeError as error:
        raise InvalidText(f"the text has a lone surrogate at offset {error.start}") from None
