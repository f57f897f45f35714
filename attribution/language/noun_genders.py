"""The gender that a noun or a title implies: "spokeswoman", "Mrs"."""

from __future__ import annotations

from .name_key import key

FEMALE_NOUNS = frozenset(
    """ms mrs miss mx dame lady baroness countess duchess princess queen spokeswoman chairwoman congresswoman
    councilwoman businesswoman actress woman mother sister daughter wife widow girl aunt her herself madame frau
    granddaughter grandmother niece stepmother stepdaughter stepsister bride fiancee girlfriend madam begum heroine
    waitress hostess seamstress duchess empress nun mum mom grandma goddaughter godmother schoolgirl lass""".split()
)
MALE_NOUNS = frozenset(
    """mr sir lord baron count duke prince king spokesman chairman congressman councilman businessman actor man
    father brother son husband widower boy uncle his himself monsieur herr grandson grandfather nephew stepfather
    stepson stepbrother bridegroom groom fiance boyfriend monk dad grandad grandpa godson godfather schoolboy
    gentleman""".split()
)
NOT_MEN = frozenset("human german roman norman ottoman shaman talisman alderman ombudsman layman freshman".split())


def gender_of_noun(word: str) -> str:
    """The gender implied by a noun (singular, lower case), "f", "m" or "": "spokeswoman", "Dutchman", "grandson"."""
    if word in FEMALE_NOUNS or word.endswith("woman"):
        return "f"
    return "m" if word in MALE_NOUNS or (word.endswith("man") and word not in NOT_MEN) else ""


def gender_by_title(titles: list[str]) -> str:
    """The gender implied by a title ("Mrs", "Sir"): "f", "m" or ""."""
    found = {gender_of_noun(key(title)) for title in titles}
    return "f" if "f" in found else "m" if "m" in found else ""
