"""Signs events after Standard Webhooks 1.0: HMAC-SHA256 over identifier, time and body."""

from __future__ import annotations

import base64
import hashlib
import hmac


def headers(secret: str, event_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of an event. ``secret`` is "whsec_" and base64, ``timestamp`` in seconds since 1970."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = b".".join((event_id.encode(), str(timestamp).encode(), body))
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode("ascii")
    return {"webhook-id": event_id, "webhook-timestamp": str(timestamp), "webhook-signature": f"v1,{signature}"}
