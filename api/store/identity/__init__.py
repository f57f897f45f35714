"""Entity resolution: whether two names refer to the same speaker, judged by spelling, role and context."""

from __future__ import annotations
