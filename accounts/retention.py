"""How long traces of staff are kept."""

from datetime import datetime, timedelta
from importlib import import_module

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings

from outbox.models import OutboxMail
from outbox.states import MailState

from .emails import MailKind


def delete_staff_traces(now: datetime) -> int:
    """Delete old traces of sign-ins and mails to staff, and sessions that have ended; return how many rows."""
    before = now - timedelta(days=settings.KEEP_STAFF_TRACES_DAYS)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    mails = OutboxMail.objects.filter(kind=MailKind.STAFF, created_at__lt=before)
    sign_ins = [table.objects.filter(attempt_time__lt=before) for table in (AccessAttempt, AccessFailureLog, AccessLog)]
    return sum(rows.delete()[0] for rows in [mails.exclude(state=MailState.QUEUED), *sign_ins])
