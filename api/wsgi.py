"""The application for any WSGI server, configured from the environment: ``api.wsgi:app``."""

from __future__ import annotations

from . import create_app

app = create_app()
