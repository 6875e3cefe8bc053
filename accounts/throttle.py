"""How often a password may be tried: how django-axes counts, and what it answers then."""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ratelimit import limits

Credentials = dict[str, Any] | None

# How much a failure weighs against AXES_FAILURE_LIMIT, in the order of AXES_LOCKOUT_PARAMETERS: fully for one name from
# one network address; less for an address, which an office may share; least for a name from anywhere, or any stranger
# could lock a member of staff out.
WEIGHTS = (1, 0.1, 0.05)


class ThrottleHandler(AxesDatabaseHandler):
    """Counts in the database, so that all web processes count together."""

    def get_failures(self, request: HttpRequest, credentials: Credentials = None) -> float:
        counts = [
            attempts.aggregate(total=Sum("failures_since_start", default=0))["total"]
            for attempts in self.get_user_attempts(request, credentials)
        ]
        return max(count * weight for count, weight in zip(counts, WEIGHTS, strict=True))

    def reset_user_attempts(self, request: HttpRequest, credentials: Credentials = None) -> int:
        # Only those of this name from this address: signing in as oneself must not give new tries at other names.
        own_name_and_address = self.filter_user_attempts(request, credentials)[0]
        return own_name_and_address.delete()[0]


def client_ip(request: HttpRequest) -> str | None:
    """Return the network address that tries are counted by, None when the server does not know it."""
    return limits.client_ip(request) or None


def lockout_response(request: HttpRequest, response: HttpResponse | None, credentials: Credentials) -> HttpResponse:
    """Answer one try too many: the same for names that exist and names that do not."""
    from .views.login import refuse_sign_in  # the views need the form, whose clean() brings us here

    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    text = _("There have been too many tries. Wait for a quarter of an hour, then try again.")
    return refuse_sign_in(request, text, status=429, retry_after=seconds)
