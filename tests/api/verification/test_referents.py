"""Whom a pronoun beside a quotation may mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.verification.draft import Draft
from api.verification.known import by_last_word
from api.verification.referents import possible_referents
from attribution.model import Mention

from ..store.building import quotation


@pytest.mark.parametrize(
    ("before", "mention", "name", "possible"),
    [
        ("Leon Daly paid. The Lord Mayor rose.", "he", "The Lord Mayor", True),
        ("Leon Daly thanked Maya Brandt.", "she", "Maya Brandt", True),
        ("Leon Daly thanked Maya Brandt.", "he", "Brandt", False),
        ("Maya Brandt thanked Leon Daly.", "he", "Brandt", False),
        ("Pat Brandt rose. Leon Daly sat.", "he", "Brandt", False),
        ("The Lord Mayor rose.\nLeon Daly sat.", "he", "The Lord Mayor", False),
        ("Leon Daly paid. The Lord Mayor rose.", "Daly", "The Lord Mayor", False),
    ],
)
def test_the_last_name_before_a_pronoun_may_be_meant(before: str, mention: str, name: str, possible: bool) -> None:
    draft = f"{before} “We are late,” {mention} said."
    printed = Mention(mention, draft.index(f"” {mention}") + 2, len(draft) - len(" said."))
    asked = replace(quotation(draft, "We are late,", speaker="Leon Daly"), mention=printed)
    assert (name in possible_referents(asked, Draft(draft), by_last_word(["Leon Daly", name]))) is possible


def test_a_quotation_without_a_speaker_has_no_referents() -> None:
    draft = "Brandt rose. “We are late.”"
    assert list(possible_referents(quotation(draft, "We are late."), Draft(draft), by_last_word(["Brandt"]))) == []
