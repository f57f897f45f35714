"""Webhooks: each new quotation reaches its receiver, in order, whatever the receiver does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from api.http.resources.subscriptions.events import EVENTS
from api.operations import delivery_worker
from api.operations.article_writer import ArticleWriter
from api.operations.curation import Curation
from api.operations.delivery_worker import DeliveryWorker
from api.operations.subscriptions import Subscriptions
from api.store import ArticleInput, Database
from api.store.speakers import speakers
from api.store.speakers.corrections import Authorship
from api.store.subscriptions import deliveries
from api.store.subscriptions.subscriptions import SubscriptionView

from ..fakes import FakeAttributor
from ..outbound.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as made:
        yield made


def subscribe(database: Database, receiver: Receiver, query: str = "") -> SubscriptionView:
    return Subscriptions(database).create(query, EVENTS.filter_of(query), receiver.url)[0]


def publish(database: Database, *numbers: int, speaker: str = "Ada Byron") -> None:
    for number in numbers:
        ArticleWriter(database, FakeAttributor()).add(ArticleInput(f"“It is number {number},” {speaker} said."))


def deliver(database: Database, receiver: Receiver) -> None:
    """One round of a worker, as a new process would begin it."""
    worker = DeliveryWorker(database, EVENTS, {receiver.host})
    with database.reading() as session:
        found = deliveries.due(session)
    for item in found:
        worker.deliver(item)


def make_due(database: Database) -> None:
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE subscription SET due_at = '2020-01-01 00:00:00.000000'")


def numbers(receiver: Receiver) -> list[int]:
    return [int(data(received.body)["text"].split()[-1].strip(",")) for received in receiver.received]


def data(body: bytes) -> dict[str, Any]:
    event = json.loads(body)
    assert event["type"] == "quotation.added"
    return dict(event["data"])


def test_new_quotations_that_match_are_sent_once_in_order(database: Database, receiver: Receiver) -> None:
    publish(database, 1)
    with database.reading() as session:
        [ada] = speakers.find(session, limit=1).items
    subscribe(database, receiver, f"speaker={ada.id}&type=direct")
    publish(database, *range(2, 30))
    publish(database, 99, speaker="Bob Stone")
    deliver(database, receiver)
    assert numbers(receiver) == list(range(2, 30))
    deliver(database, receiver)
    publish(database, 30)
    deliver(database, receiver)
    assert numbers(receiver) == list(range(2, 31))
    identifiers = [received.headers["webhook-id"] for received in receiver.received]
    assert len(set(identifiers)) == 29


def test_a_receiver_that_fails_gets_everything_once_it_is_back(database: Database, receiver: Receiver) -> None:
    created = subscribe(database, receiver)
    publish(database, 1, 2, 3)
    receiver.statuses = [204, 500, 429]
    deliver(database, receiver)
    deliver(database, receiver)  # it is not due yet
    view = Subscriptions(database).get(created.id)
    assert (view.attempts, view.last_error) == (1, "the receiver answered 500")
    make_due(database)
    deliver(database, receiver)
    assert Subscriptions(database).get(created.id).attempts == 2
    make_due(database)
    deliver(database, receiver)
    assert numbers(receiver) == [1, 2, 2, 2, 3]
    assert len({received.headers["webhook-id"] for received in receiver.received[1:4]}) == 1
    assert Subscriptions(database).get(created.id).attempts == 0


def test_a_receiver_that_is_too_slow_gets_everything_once_it_is_not(
    database: Database, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_worker, "TIME_LIMIT", 0.2)
    created, secret = Subscriptions(database).create("", EVENTS.filter_of(""), receiver.url)
    publish(database, 1, 2, 3)
    receiver.delay = 0.5
    deliver(database, receiver)
    view = Subscriptions(database).get(created.id)
    assert (view.attempts, str(view.last_error)[:12]) == (1, "no response:")
    monkeypatch.undo()
    make_due(database)
    deliver(database, receiver)  # slow, but in time
    assert numbers(receiver) == [1, 1, 2, 3]
    assert all(received.is_signed_with(secret) for received in receiver.received)
    assert not receiver.received[0].is_signed_with(secret[:-4] + "AAA=")


def test_an_event_that_fails_each_time_becomes_a_dead_letter(
    database: Database, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_worker, "RETRIES", (0, 0))
    created = subscribe(database, receiver)
    publish(database, 1, 2)
    receiver.statuses = [500, 500, 500]
    for _ in range(3):
        make_due(database)
        deliver(database, receiver)
    assert numbers(receiver) == [1, 1, 1, 2]
    assert Subscriptions(database).get(created.id).dead_letters == 1
    [letter] = Subscriptions(database).dead_letters(created.id, 10, None).items
    assert letter.reason == "the receiver answered 500"
    assert data(letter.body.encode())["text"] == "It is number 1,"


def test_a_receiver_that_is_gone_gets_nothing_more(database: Database, receiver: Receiver) -> None:
    created = subscribe(database, receiver)
    publish(database, 1, 2)
    receiver.statuses = [410]
    deliver(database, receiver)
    make_due(database)
    deliver(database, receiver)
    assert numbers(receiver) == [1]
    assert not Subscriptions(database).get(created.id).enabled


def test_a_receiver_with_a_private_address_is_refused(database: Database, receiver: Receiver) -> None:
    created = subscribe(database, receiver)
    publish(database, 1)
    with database.reading() as session:
        [item] = deliveries.due(session)
    DeliveryWorker(database, EVENTS).deliver(item)
    assert receiver.received == []
    assert Subscriptions(database).get(created.id).last_error == "the host 127.0.0.1 has no public address"


def test_two_workers_do_not_send_the_same_event(database: Database, receiver: Receiver) -> None:
    subscribe(database, receiver)
    publish(database, 1)
    with database.reading() as session:
        [item] = deliveries.due(session)
    with database.writing() as session:
        assert deliveries.take(session, item) is not None
    DeliveryWorker(database, EVENTS, {receiver.host}).deliver(item)
    assert receiver.received == []


def test_after_the_feed_was_trimmed_what_follows_is_sent(database: Database, receiver: Receiver) -> None:
    subscribe(database, receiver)
    publish(database, 1, 2, 3)
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE subscription SET position = '1-00000000'")
    deliver(database, receiver)
    publish(database, 4)
    deliver(database, receiver)
    assert numbers(receiver) == [4]


def test_a_subscription_follows_a_speaker_who_is_merged(database: Database, receiver: Receiver) -> None:
    publish(database, 1)
    publish(database, 2, speaker="Bob Stone")
    with database.reading() as session:
        ada, bob = sorted(speakers.find(session, limit=2).items, key=lambda speaker: speaker.name)
    subscribe(database, receiver, f"speaker={bob.id}")
    Curation(database).merge(bob.id, ada.id, Authorship("desk", "one person"))
    publish(database, 3)
    deliver(database, receiver)
    assert numbers(receiver)[-1] == 3
