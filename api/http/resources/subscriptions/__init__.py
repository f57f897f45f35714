"""Subscriptions: new quotations that match a query are sent to a URL."""
