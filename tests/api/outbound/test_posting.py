"""A post is bounded in time, follows no redirect, and is signed so that a receiver can tell."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest

from api.outbound import signatures
from api.outbound.addresses import resolve
from api.outbound.posting import Posted, post

from .receiver import Receiver

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as made:
        yield made


def send(receiver: Receiver, limit: float = 5.0) -> Posted:
    target = resolve(receiver.url, {receiver.host})
    return post(target, b'{"a": 1}', signatures.headers(SECRET, "evt_1", 1700000000, b'{"a": 1}'), limit)


def test_the_body_and_the_headers_arrive(receiver: Receiver) -> None:
    assert send(receiver) == Posted(204, None)
    [received] = receiver.received
    assert json.loads(received.body) == {"a": 1}
    assert received.headers["webhook-id"] == "evt_1"


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.statuses = [302, 204]
    assert send(receiver).status == 302
    assert len(receiver.received) == 1


def test_retry_after_is_read(receiver: Receiver) -> None:
    receiver.statuses = [503]
    receiver.retry_after = "7"
    assert send(receiver) == Posted(503, 7)


def test_a_receiver_that_sends_a_byte_now_and_then_is_left_in_time(receiver: Receiver) -> None:
    receiver.drips = True
    began = time.monotonic()
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the broken connection raises
        send(receiver, 0.5)
    assert time.monotonic() - began < 5


def test_the_signature_is_that_of_the_specification() -> None:
    """The example of Standard Webhooks."""
    secret, event = "whsec_plJ3nmyCDGBKInavdOK15jsl", "msg_loFOjxBNrRLzqYUf"
    body = b'{"event_type":"ping","data":{"success":true}}'
    found = signatures.headers(secret, event, 1731705121, body)
    assert found["webhook-signature"] == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="
