"""Names that may be one speaker's."""

from __future__ import annotations

import pytest

from api.verification.speakers import called_alike
from attribution.model import SpeakerKind


@pytest.mark.parametrize(
    ("asked", "printed", "kind", "alike"),
    [
        ("Ana Ruiz", "Ruiz", SpeakerKind.PERSON, True),
        ("Ruiz", "Ana Ruiz", SpeakerKind.PERSON, True),
        ("Mayor Ana Ruiz", "Ana Ruiz", SpeakerKind.PERSON, True),
        ("Ana Ruiz", "Bo Ruiz", SpeakerKind.PERSON, False),
        ("Dunmore Harbour Board", "Harbour Board", SpeakerKind.ORGANIZATION, True),
        ("DHB", "Dunmore Harbour Board", SpeakerKind.ORGANIZATION, True),
        ("Harbour Board", "Fishery Board", SpeakerKind.ORGANIZATION, False),
        ("union", "Pilots' Union", SpeakerKind.ORGANIZATION, True),
        ("Dunmore Harbour Board", "the board", SpeakerKind.ORGANIZATION, True),
        ("Dunmore Harbour Board", "Board", SpeakerKind.ORGANIZATION, True),
        ("Dunmore Harbour Board", "Harbour", SpeakerKind.ORGANIZATION, False),
        ("ministry", "Pilots' Union", SpeakerKind.ORGANIZATION, False),
        ("Ana Ruiz", "Ruiz on taxes", SpeakerKind.ANONYMOUS, True),
        ("Ana Ruiz", "Widow of Ruiz", SpeakerKind.ANONYMOUS, False),
        ("", "Ruiz", SpeakerKind.PERSON, False),
        ("", "Harbour Board", SpeakerKind.ORGANIZATION, False),
    ],
)
def test_called_alike(asked: str, printed: str, kind: SpeakerKind, alike: bool) -> None:
    assert called_alike(asked, printed, kind) is alike
