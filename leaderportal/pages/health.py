"""Addresses for whoever watches the service."""

from django.db import Error, connection
from django.http import HttpResponse


def healthz(request):
    """Answer 200 while the process lives. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request):
    """Answer 200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:  # also InterfaceError, which a closed connection raises and which is no DatabaseError
        return HttpResponse("database: no answer\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
