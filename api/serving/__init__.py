"""Runs the service: gunicorn, its workers, their threads and connections."""
