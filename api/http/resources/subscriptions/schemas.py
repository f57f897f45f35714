"""JSON schemas of subscriptions and dead letters."""

from __future__ import annotations

import marshmallow as ma

from api.http.errors import Problem
from api.http.members import InvalidMembers
from api.http.resources.fields import Text, formed, instant, string
from api.http.resources.paging import PageQuery, next_cursor
from api.store import formats

from .events import filter_of

QUERY = "speaker=5dd0618a2413e7c4eb6e&type=direct"
RECEIVER = "https://desk.example/hooks/saidby"


class NewSubscriptionSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "A query whose new quotations are sent to a URL."

    query = ma.fields.String(
        load_default="",
        validate=ma.validate.Length(max=2000),
        metadata={
            "description": "The filters of `GET /v1/changes`, as in its URL; speakers by identifier. Empty: all "
            "quotations that it lists.",
            "example": QUERY,
            "default": "",
        },
    )
    url = Text(
        required=True,
        validate=[ma.validate.Length(max=formats.MAX_ADDRESS), formed(formats.address_error)],
        metadata={"format": "uri", "description": "The receiver: a public http or https URL.", "example": RECEIVER},
    )

    @ma.validates("query")
    def check_query(self, value: str, **kwargs: object) -> None:
        """Reject what is not a query of quotations."""
        try:
            filter_of(value)
        except InvalidMembers as error:
            raise ma.ValidationError(str(error)) from None
        except Problem as error:
            raise ma.ValidationError(error.detail) from None
        except UnicodeEncodeError:
            raise ma.ValidationError("Contains a lone surrogate.") from None


class SubscriptionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A subscription, and how its deliveries stand."

    id = string("Its identifier.", "5be0c1f2a3d4e5f60718")
    created_at = instant("When it was created.")
    query = string("The filters of the quotations.", QUERY)
    url = string("The receiver.", RECEIVER)
    enabled = ma.fields.Boolean(
        required=True,
        metadata={"description": "Whether events are sent; false once the receiver has answered 410.", "example": True},
    )
    attempts = ma.fields.Integer(
        required=True,
        metadata={"description": "Failed attempts of the next event.", "minimum": 0, "example": 0},
    )
    last_error = ma.fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Why the last attempt failed.", "example": "the receiver answered 500"},
    )
    due_at = instant("When the next event is sent, at the earliest.")
    dead_letters = ma.fields.Integer(
        required=True, metadata={"description": "Events that could not be delivered.", "minimum": 0, "example": 0}
    )


class CreatedSubscriptionSchema(SubscriptionSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A new subscription, with the secret of its signatures, which is shown only once."

    secret = string(
        "The secret of the signatures (Standard Webhooks).", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDk2qF0yBLEvw="
    )


class SubscriptionsSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "All subscriptions, oldest first."

    data = ma.fields.List(ma.fields.Nested(SubscriptionSchema), required=True)


class DeadLetterSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "An event that could not be delivered."

    event_id = string("Its `webhook-id`.", "evt_5be0c1f2a3d4e5f60718_12_5ad663f6655c38281466")
    created_at = instant("When it was given up.")
    reason = string("Why the last attempt failed.", "the receiver answered 500")
    body = string("The body that was to be sent, in JSON.", '{"type": "quotation.added"}')


class DeadLetterPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Events that could not be delivered, oldest first."

    data = ma.fields.List(ma.fields.Nested(DeadLetterSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class DeadLetterQuery(PageQuery):
    """The parameters of the list of dead letters."""

    class Meta:
        unknown = ma.RAISE
