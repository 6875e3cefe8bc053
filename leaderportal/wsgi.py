"""The entry point for WSGI servers: gunicorn leaderportal.wsgi:application."""

import gc
import os

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leaderportal.settings")


class Utf8Request(WSGIRequest):
    """A request read as UTF-8, as all pages of the portal are sent, whatever charset its Content-Type names.

    Django takes any codec of Python ("hex") and reads the query with it while it makes the request: what fails then is
    an error of the server, since no middleware has seen it yet.
    """

    encoding = property(lambda self: None, lambda self, named: None)


application = get_wsgi_application()
application.request_class = Utf8Request
# The pages are loaded now, and stay: what is frozen is not looked through again and again for garbage, which took a
# quarter of the time of a large download.
get_resolver().url_patterns  # noqa: B018
gc.freeze()
