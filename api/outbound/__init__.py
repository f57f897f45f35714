"""Requests to other machines: only to public addresses, each checked after its name is resolved, and bounded."""
