"""What may come of having a text read by the engine, by name: the values of a metric's label."""

from __future__ import annotations

OUTCOMES = ("read", "invalid", "timeout", "crash", "abandoned", "crowded", "busy", "unavailable", "failure")
