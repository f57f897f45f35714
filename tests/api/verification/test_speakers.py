"""Names that may be one speaker's."""

from __future__ import annotations

import pytest

from api.verification.speakers import called_alike, speaks_for
from attribution.model import Speaker, SpeakerKind


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
        ("Ana Ruiz-Berg", "AR", SpeakerKind.PERSON, True),
        ("Ana Ruiz-Berg", "ARB", SpeakerKind.PERSON, True),
        ("Ana Ruiz-Berg", "AB", SpeakerKind.PERSON, False),
        ("", "Ruiz", SpeakerKind.PERSON, False),
        ("", "Harbour Board", SpeakerKind.ORGANIZATION, False),
    ],
)
def test_called_alike(asked: str, printed: str, kind: SpeakerKind, alike: bool) -> None:
    assert called_alike(asked, printed, kind) is alike


@pytest.mark.parametrize(
    ("described", "kind", "speaks"),
    [
        ("a spokesperson", SpeakerKind.ORGANIZATION, True),
        ("an official of the Harbour Board", SpeakerKind.ORGANIZATION, True),
        ("a resident of the quay", SpeakerKind.ORGANIZATION, False),
        ("a spokesperson", SpeakerKind.PERSON, False),
    ],
)
def test_speaks_for(described: str, kind: SpeakerKind, speaks: bool) -> None:
    assert speaks_for(described, Speaker("Dunmore Harbour Board", kind)) is speaks
