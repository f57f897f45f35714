"""The blueprints of the web pages, with all their views."""

from __future__ import annotations

from . import (
    article,
    audit,
    check,
    evidence,
    formatting,
    quotation,
    search,
    speaker,
    status,
    take_along,
    try_it,
    utterance,
    verify,
)
from .pages import assets, blueprint

BLUEPRINTS = (blueprint, assets)
# Imported for the views and filters that they add to the blueprint.
VIEWS = (
    search, article, evidence, quotation, utterance, speaker, verify, check, audit, try_it, status, take_along,
    formatting,
)  # fmt: skip
