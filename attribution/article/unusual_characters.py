"""Read characters that print like others, or not at all, as what they stand for.

Programs leave them in texts: the zero-width spaces and soft hyphens of a page, accents apart from their letters, line
ends of other systems, and accents and other letters typed for apostrophes.
"""

from __future__ import annotations

import re
import unicodedata

from .replacements import Replacement

INVISIBLE = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
APOSTROPHES = "`´ʹʻʼʽ‘‛′＇"
UNUSUAL = re.compile(
    rf"(?P<invisible>[{INVISIBLE}]+)|(?P<line_end>\r\n?|[{LINE_ENDS}])"
    rf"|(?P<letter>[^\W\d_][\u0300-\u036f]+)|(?<=[^\W\d_])(?P<apostrophe>[{APOSTROPHES}])(?=[^\W\d_])"
)
TELLING = re.compile(
    rf"[{INVISIBLE}\r{LINE_ENDS}\u0300-\u036f{APOSTROPHES}]"
)  # without one of these, nothing is unusual
MEANT = {"invisible": "", "line_end": "\n", "apostrophe": "’"}


def unusual_characters(text: str) -> list[Replacement]:
    """The characters that stand for others, each with the one that it stands for; "" if it is not printed."""
    if TELLING.search(text) is None:
        return []
    found = [
        Replacement(*match.span(), MEANT.get(match.lastgroup or "", unicodedata.normalize("NFC", match[0])))
        for match in UNUSUAL.finditer(text)
    ]
    return [one for one in found if len(one.characters) < 2]
