"""Quotation marks: found, paired, joined over paragraphs, and sorted from marks that quote nobody."""

from .marks import Mark, pair_marks
from .passages import Passage, find_passages
from .reading import read_marks

__all__ = ["Mark", "Passage", "find_passages", "pair_marks", "read_marks"]
