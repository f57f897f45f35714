"""The blueprints of the web pages, with all their views."""

from __future__ import annotations

from . import formatting, search
from .pages import assets, blueprint

BLUEPRINTS = (blueprint, assets)
VIEWS = (search, formatting)  # imported for the views and filters that they add to the blueprint
