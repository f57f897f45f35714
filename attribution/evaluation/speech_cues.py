"""Which gold cues are speech cues. This defines the slice "speech" and is independent of the engine's lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable

VERBS = frozenset(
    """accuse acknowledge add admit agree allege announce answer apologise apologize argue ask assert beg blame boast
    brag call caution charge claim clarify comment complain concede conclude confirm contend continue counter criticise
    criticize declaim declare demand denounce deny describe disagree disclose elaborate emphasise emphasize exclaim
    explain insist joke lament maintain mention mutter note observe opine order plead pledge point post praise predict
    promise propose quip quote read recall recount reiterate remark repeat reply report respond retort reveal
    say shout speak state stress suggest talk tell testify thank tweet urge vow warn whisper write yell""".split()
)
IRREGULAR = {
    "said": "say", "says": "say", "saying": "say", "told": "tell", "wrote": "write", "written": "write",
    "spoke": "speak", "spoken": "speak", "denied": "deny", "denies": "deny", "replied": "reply", "replies": "reply",
    "read": "read", "begged": "beg", "quipped": "quip", "admitted": "admit", "testified": "testify",
    "testifies": "testify", "clarified": "clarify", "bragged": "brag",
}  # fmt: skip
ENDINGS = ((0, ""), (1, ""), (2, ""), (3, ""), (1, "e"), (2, "e"), (3, "e"))  # letters to remove, suffix to add


def is_speech_cue(cue: Iterable[str]) -> bool:
    """Whether a cue contains a speech verb, "according" or a colon: "said", "told reporters", "X:"."""
    words = re.findall(r"[A-Za-z]+|:", " ".join(cue).lower())
    return any(word in ("according", ":") or _is_verb(word) for word in words)


def _is_verb(word: str) -> bool:
    stems = ((word[:-cut] if cut else word) + tail for cut, tail in ENDINGS)
    return word in IRREGULAR or any(stem in VERBS for stem in stems)
