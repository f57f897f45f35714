"""Telemetry: the log, the metrics and the processes of the service."""
