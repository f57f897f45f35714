"""The outcomes of sending a text to the engine: the values of a metric's label."""

from __future__ import annotations

OUTCOMES = ("read", "invalid", "timeout", "crash", "abandoned", "crowded", "busy", "unavailable", "failure")
