import hmac
import json
import logging
from contextlib import closing, contextmanager

import psycopg2

from odoo import SUPERUSER_ID, api, http
from odoo.http import request

from ..models.settings.server_option import server_option
from . import exposition

_logger = logging.getLogger(__name__)

OPTION = "llm_lead_scoring_metrics_token"
VARIABLE = "LLM_METRICS_TOKEN"
# Monitors give up after about ten seconds; so do we, rather than burden the database.
LONGEST_QUERY_MS = 8000
ROUTE = {
    "type": "http",
    "auth": "none",
    "methods": ["GET"],
    "save_session": False,  # a visit every few seconds must leave no files behind
}


class Monitoring(http.Controller):
    """What machines ask: is it well, and in numbers. Never writes."""

    @http.route("/llm_lead_scoring/health", **ROUTE)
    def health(self):
        """200 or, where no lead can be enriched, 503. More than the status is told
        only to who has the token."""
        if not request.db:
            return _not_found()
        try:
            with _reader() as env:
                status, message = env["llm.metrics"]._get_health()
        except psycopg2.Error as error:
            _warn(error)
            status, message = "critical", "The database can't be read."
        answer = {"status": status}
        if _is_authorized(_get_token()):
            answer["message"] = message
        code = 503 if status == "critical" else 200
        return _respond(json.dumps(answer), "application/json", code)

    @http.route("/llm_lead_scoring/metrics", **ROUTE)
    def metrics(self):
        """The Prometheus page; it exists only where a token is configured."""
        token = _get_token()
        if not (request.db and token):
            return _not_found()
        if not _is_authorized(token):
            response = _respond("Unauthorized\n", status=401)
            response.headers["WWW-Authenticate"] = "Bearer"
            return response
        try:
            with _reader() as env:
                metrics = env["llm.metrics"]._collect()
        except psycopg2.Error as error:
            _warn(error)
            return _respond("The database can't be read.\n", status=503)
        return _respond(exposition.render(metrics), exposition.CONTENT_TYPE)


@contextmanager
def _reader():
    """An environment that can't write.

    On a connection of its own: a broken one must not break the request around it.
    """
    with closing(request.env.registry.cursor()) as cr:
        cr.execute("SET TRANSACTION READ ONLY")
        cr.execute("SET LOCAL statement_timeout = %s", [LONGEST_QUERY_MS])
        yield api.Environment(cr, SUPERUSER_ID, {})


def _get_token():
    """As bytes; empty where none is configured. odoo.conf wins over the environment."""
    return server_option(OPTION, VARIABLE).encode()


def _is_authorized(token):
    scheme, _space, given = request.httprequest.headers.get(
        "Authorization", ""
    ).partition(" ")
    # Odoo's server gives headers as latin-1; any bytes may stand in them.
    given = given.strip().encode("latin-1", "replace")
    return (
        bool(token) and scheme.lower() == "bearer" and hmac.compare_digest(given, token)
    )


def _respond(body, content_type="text/plain; charset=utf-8", status=200):
    headers = [("Content-Type", content_type), ("Cache-Control", "no-store")]
    return request.make_response(body, headers, status=status)


def _not_found():
    return _respond("Not found\n", status=404)


def _warn(error):
    # The text of a database's error may quote a row.
    kind = error.pgcode or type(error).__name__
    _logger.warning("health and metrics can't be read: %s", kind)
