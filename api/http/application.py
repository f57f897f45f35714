"""Assembles the web application."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import RequestRedirect, UnicodeConverter

from api.store import Database

from ..config import Config
from ..engine_pool import PoolAttributor
from ..formats.isolation import Reader
from ..operations.attributors import Attributor, InProcessAttributor
from ..operations.paraphrases import Paraphrases
from ..operations.services import Services
from ..telemetry.metrics import Metrics
from ..version import VERSION
from . import openapi
from .auth import AccessControl, register_auth
from .blueprints import Api
from .delivery import register_delivery
from .deprecation import register_deprecation
from .errors import redirect, register_errors
from .exposition import register_exposition
from .observation import register_observation
from .provenance import register_provenance
from .rate_limits import Limiter
from .representations.records import encode
from .resources import BLUEPRINTS
from .response_cache import ResponseCache
from .security_headers import SecurityHeaders
from .turns import Turns
from .web import docs, preview, routes


class JSONProvider(DefaultJSONProvider):
    """Encodes JSON like the representations, members in the order of the schemas."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Encode a value as compact JSON."""
        return encode(obj).decode("utf8")


RESERVED = ("facets", "suggestions", "batch")


class Segment(UnicodeConverter):
    """An identifier in a path: any segment except those of other routes at the same place."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.regex = rf"(?!(?:{'|'.join(RESERVED)})(?:/|\Z)){self.regex}"


class SaidbyFlask(Flask):
    """Flask with the service's JSON encoder, and redirects without HTML."""

    json_provider_class = JSONProvider

    def handle_http_exception(self, e: HTTPException) -> HTTPException | ResponseReturnValue:
        """Handle the router's redirects, which Flask does not pass to error handlers and renders as HTML."""
        return redirect(e) if isinstance(e, RequestRedirect) else super().handle_http_exception(e)


def create(config: Config | None, attributor: Attributor | None) -> Flask:
    """See ``api.create_app``."""
    config = config or Config.from_environment()
    app = SaidbyFlask("api", static_folder=None)
    app.config.update(
        API_TITLE="Saidby",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.0.3",
        API_SPEC_OPTIONS=openapi.OPTIONS,
        MAX_CONTENT_LENGTH=config.max_body,
        MAX_BATCH=config.max_batch,
    )
    database = Database(config.database, max_idle=2 * config.threads)
    paraphrases = Paraphrases(database, config.model) if config.model is not None else None
    services = Services(database, attributor or _attributor(config), paraphrases)
    services.database.hold()
    app.extensions["saidby"] = services
    app.extensions["saidby-response-cache"] = ResponseCache(services.database.state, config.answers)
    app.extensions["saidby-reader"] = Reader()  # starts a process when the first foreign format arrives
    app.extensions["saidby-turns"] = Turns(services.database.readers_at_once)
    app.url_map.converters["default"] = Segment
    register_errors(app, routes.problem_response)
    access = AccessControl(config, services, Limiter(services.database.sibling(".limits")))
    register_provenance(app, access.hosts)
    register_auth(app, access)
    register_delivery(app, config)
    register_deprecation(app)
    if config.proxies:
        proxied = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies)
        app.wsgi_app = proxied  # type: ignore[method-assign]
    api = Api(app)
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    app.register_blueprint(openapi.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(preview.blueprint)
    for pages in routes.BLUEPRINTS:
        app.register_blueprint(pages)
    app.wsgi_app = SecurityHeaders(app.wsgi_app)  # type: ignore[method-assign]
    metrics = Metrics()
    register_exposition(app, metrics, services)
    register_observation(app, metrics)
    return app


def _attributor(config: Config) -> Attributor:
    if config.engine_socket is None:
        return InProcessAttributor()
    return PoolAttributor(config.engine_socket, config.engine_timeout, config.engine_wait)
