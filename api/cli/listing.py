"""Formats quotations as a human-readable listing: speaker, confidence, text and evidence."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from .messages import pluralize, single_line

if TYPE_CHECKING:
    from attribution import Quotation

WIDTH = 96
SHOWN_FACTORS = 3


def listing(name: str, quotations: list[Quotation], *, colour: bool = False) -> str:
    """A listing of the quotations in one article, a few lines each."""

    def style(text: str, **how: object) -> str:
        return click.style(text, **how) if colour else text  # type: ignore[arg-type]

    lines = [style(f"{single_line(name)}: {pluralize(len(quotations), 'quotation')}", bold=True)]
    for number, quotation in enumerate(quotations, 1):
        head = style(_who(quotation), fg="green" if quotation.speaker else "yellow", bold=True)
        lines += ["", f"{number:3}. {head}  [{_how(quotation)}, confidence {quotation.confidence:.2f}]"]
        lines += textwrap.wrap(single_line(quotation.text), WIDTH, initial_indent=" " * 5, subsequent_indent=" " * 5)
        lines += [style(f"     {line}", dim=True) for line in _why(quotation)]
    return "\n".join(lines) + "\n\n"


def _who(quotation: Quotation) -> str:
    if speaker := quotation.speaker:
        who = ", ".join(map(single_line, filter(None, (speaker.name, speaker.description))))
        if speaker.speaks_for and speaker.speaks_for.casefold() not in who.casefold():
            who += f", for {single_line(speaker.speaks_for)}"
        return f"{who} ({speaker.kind.value})"
    reason = quotation.evidence.reason
    return f"no speaker ({reason.value})" if reason else "no speaker"


def _how(quotation: Quotation) -> str:
    """The type, and the factuality if the content is not simply asserted."""
    factuality = quotation.factuality
    return quotation.type if factuality in (None, "asserted") else f"{quotation.type}, {factuality}"


def _why(quotation: Quotation) -> list[str]:
    cue, mention, evidence = quotation.cue, quotation.mention, quotation.evidence
    parts = [f'cue "{single_line(cue.text)}"'] if cue else []
    parts += [f'mention "{single_line(mention.text)}"'] if mention else []
    parts += [f"reported by {single_line(quotation.reported_by.name)}"] if quotation.reported_by else []
    why = f"rule {evidence.rule}"
    if len(evidence.chain) > 1:
        why += ": " + " -> ".join(map(single_line, evidence.chain))
    factors = ", ".join(f"{single_line(name)} {weight:+.1f}" for name, weight in evidence.factors[:SHOWN_FACTORS])
    return [", ".join(parts)] * bool(parts) + [why] + [f"factors {factors}"] * bool(factors)
