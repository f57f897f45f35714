"""The blueprints of the web pages, with all their views."""

from __future__ import annotations

from . import audit, check, formatting, quotation, search, try_it, verify
from .pages import assets, blueprint

BLUEPRINTS = (blueprint, assets)
# Imported for the views and filters that they add to the blueprint.
VIEWS = (search, verify, check, audit, try_it, quotation, formatting)
