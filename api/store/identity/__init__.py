"""Whether two printed names are one person or body: spelling, roles, context, and the confidence that follows."""

from __future__ import annotations
