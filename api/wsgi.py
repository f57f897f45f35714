"""The application for any WSGI server, with the settings of the environment: ``api.wsgi:app``."""

from __future__ import annotations

from . import create_app

app = create_app()
