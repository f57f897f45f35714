"""/v1/subscriptions: webhooks for saved queries."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import url_for

from api.http.blueprints import Blueprint, services
from api.http.resources.paging import LINK, paged
from api.store import Page, Scope
from api.store.subscriptions.subscriptions import DeadLetterView, SubscriptionView

from .events import filter_of
from .schemas import (
    CreatedSubscriptionSchema,
    DeadLetterPageSchema,
    DeadLetterQuery,
    NewSubscriptionSchema,
    SubscriptionSchema,
    SubscriptionsSchema,
)

blueprint = Blueprint(
    "subscriptions", __name__, url_prefix="/v1/subscriptions", description="New quotations, sent to a URL."
)

LOCATION = {"Location": {"description": "The URL of the subscription.", "schema": {"type": "string"}}}
SUBSCRIPTION = {"subscription_id": "A subscription's identifier."}


@blueprint.operation(
    "POST", "", "createSubscription", CreatedSubscriptionSchema, status=201, description="The new subscription.",
    body=NewSubscriptionSchema, headers=LOCATION, scope=Scope.ADMIN,
)  # fmt: skip
def create_subscription(body: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Create a subscription

    From now on, each new quotation that matches the query is posted to the URL as an event `quotation.added`, signed
    after Standard Webhooks: at least once, in order, and again if the receiver does not answer with a 2xx status.
    """
    created, secret = services().subscriptions.create(body["query"], filter_of(body["query"]), body["url"])
    location = url_for("subscriptions.getSubscription", subscription_id=created.id)
    return asdict(created) | {"secret": secret}, 201, {"Location": location}


@blueprint.operation(
    "GET", "", "listSubscriptions", SubscriptionsSchema, description="The subscriptions.", scope=Scope.ADMIN,
)  # fmt: skip
def list_subscriptions() -> dict[str, Any]:
    """List subscriptions

    All subscriptions, oldest first.
    """
    return {"data": services().subscriptions.all()}


@blueprint.operation(
    "GET", "/<subscription_id>", "getSubscription", SubscriptionSchema, description="The subscription.",
    path=SUBSCRIPTION, scope=Scope.ADMIN,
)  # fmt: skip
def get_subscription(subscription_id: str) -> SubscriptionView:
    """Get a subscription

    One subscription, and how its deliveries stand.
    """
    return services().subscriptions.get(subscription_id)


@blueprint.operation(
    "DELETE", "/<subscription_id>", "deleteSubscription", None, status=204, description="The subscription was deleted.",
    path=SUBSCRIPTION, scope=Scope.ADMIN,
)  # fmt: skip
def delete_subscription(subscription_id: str) -> None:
    """Delete a subscription

    Deletes a subscription with its dead letters.
    """
    services().subscriptions.remove(subscription_id)


@blueprint.operation(
    "GET", "/<subscription_id>/dead-letters", "listDeadLetters", DeadLetterPageSchema,
    description="A page of dead letters.", query=DeadLetterQuery, path=SUBSCRIPTION, headers=LINK, scope=Scope.ADMIN,
)  # fmt: skip
def list_dead_letters(query: dict[str, Any], subscription_id: str) -> tuple[Page[DeadLetterView], int, dict[str, str]]:
    """List dead letters

    The events that were given up after the last of the attempts, which take 16 hours altogether.
    """
    return paged(services().subscriptions.dead_letters(subscription_id, query["limit"], query.get("cursor")))
