"""The stages in order: text -> passages -> reports -> links -> speakers -> record."""

from __future__ import annotations

from spacy.tokens import Doc

from .cues.according import according_reports
from .cues.beside import Layout
from .cues.labels import label_reports
from .cues.nouns import noun_reports
from .cues.verbs import verb_reports
from .linking import link
from .model import Quotation
from .quotations import find_passages
from .records import records
from .text import paragraphs


def attribute(doc: Doc) -> list[Quotation]:
    """The quotations of a parsed article, in order of their first span."""
    text = doc.text
    blocks = paragraphs(text)
    passages = find_passages(text, blocks)
    layout = Layout.of(doc, text, passages, blocks)
    reports = [
        *verb_reports(doc, text, passages),
        *according_reports(doc, text),
        *noun_reports(doc, text),
        *label_reports(doc, text, blocks),
    ]
    linked = link(layout, reports)
    return records(layout, linked)
