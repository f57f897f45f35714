"""The version of the service and of its contract."""

VERSION = "0.1.0"
