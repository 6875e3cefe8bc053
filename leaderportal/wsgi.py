"""The door for WSGI servers: gunicorn leaderportal.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leaderportal.settings")
application = get_wsgi_application()
