"""Finds the texts that may share enough words with another, without looking at all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Postings:
    """Texts by the keys of their words: for each key, the numbers of the texts that have it."""

    def __init__(self, texts: Iterable[tuple[int, Iterable[str]]]) -> None:
        self._numbers: dict[str, list[int]] = {}
        for number, keys in texts:
            for key in keys:
                self._numbers.setdefault(key, []).append(number)

    def sharing(self, wanted: Sequence[str], least: int) -> set[int]:
        """All texts that have at least ``least`` (1 or more) of the wanted keys, and some that have fewer.

        Such a text lacks fewer than ``len(wanted) - least + 1`` of them, and so has one of as many, whichever they are:
        the rarest are looked up (prefix filtering after Bayardo, Ma and Srikant 2007).
        """
        rarest = sorted(wanted, key=self._count)[: max(0, len(wanted) - least + 1)]
        return {number for key in set(rarest) for number in self._numbers.get(key, ())}

    def rarest(self, keys: Sequence[str]) -> str:
        """The key that the fewest texts have."""
        return min(keys, key=self._count)

    def having(self, key: str) -> Sequence[int]:
        """The texts that have a key."""
        return self._numbers.get(key, ())

    def _count(self, key: str) -> int:
        return len(self._numbers.get(key, ()))
