"""A running service sends the new quotations of a subscription, also to a receiver that was down."""

from __future__ import annotations

import json
from pathlib import Path

from ...waiting import eventually
from ..outbound.receiver import Receiver
from .running import free_port, start


def test_a_receiver_that_was_down_gets_every_quotation(tmp_path: Path, port: int) -> None:
    hook = free_port()
    server = start(tmp_path, port, SAIDBY_RECEIVERS=f"127.0.0.1:{hook}")
    try:
        assert eventually(server.answers), server.log.read_text()
        status, created = server.send("/v1/subscriptions", {"url": f"http://127.0.0.1:{hook}/hook"})
        assert status == 201
        for number in range(5):
            assert server.send("/v1/articles", {"text": f"“It is {number},” Ada Byron said."})[0] == 201
        address = f"/v1/subscriptions/{created['id']}"
        assert eventually(lambda: server.send(address)[1]["attempts"] > 0), server.log.read_text()
        with Receiver(hook) as receiver:
            assert eventually(lambda: len(receiver.received) == 5), server.send(address)
            assert all(received.is_signed_with(created["secret"]) for received in receiver.received)
            texts = [json.loads(received.body)["data"]["text"] for received in receiver.received]
        assert texts == [f"It is {number}," for number in range(5)]
    finally:
        server.process.kill()
        server.process.wait()
