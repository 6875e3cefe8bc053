"""Health checks for monitoring."""

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from outbox import health as outbox_health


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process lives. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, else 503; state for how many seconds the oldest unsent mail has waited.

    Late mail is reported ("mail": "late"), but is no reason to send no visitors here: enquiries are accepted all the
    same.
    """
    try:
        age = outbox_health.oldest_unsent(timezone.now())
    except Error:  # also InterfaceError, which a closed connection raises and which is no DatabaseError
        return JsonResponse({"database": "no answer"}, status=503)
    seconds = None if age is None else int(age.total_seconds())
    mail = "late" if outbox_health.is_late(age) else "ok"
    return JsonResponse({"database": "ok", "mail": mail, "oldest_unsent_seconds": seconds})
