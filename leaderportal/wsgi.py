"""The door for WSGI servers: gunicorn leaderportal.wsgi:application."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leaderportal.settings")
application = get_wsgi_application()
# The pages are loaded now, and stay: what is frozen is not looked through again and again for garbage, which took a
# quarter of the time of a large download.
get_resolver().url_patterns  # noqa: B018
gc.freeze()
