"""Subscriptions: saved queries whose new quotations are sent to a receiver, and what could not be delivered."""
