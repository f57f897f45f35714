"""Quotation marks: found, paired, joined over paragraphs, and sorted from marks that quote nobody."""

from .marks import Mark, pair_marks
from .passages import Passage, find_passages

__all__ = ["Mark", "Passage", "find_passages", "pair_marks"]
