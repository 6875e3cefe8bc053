"""How soon Leader groups answer the enquiries that the portal passes on. The network as a whole: no group is ranked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from enquiries import statistics
from enquiries.sla.deadlines import ANSWER_DAYS


def enquiries(request: HttpRequest) -> HttpResponse:
    """Show the numbers of the last year, or that there are too few to show."""
    context = {
        "numbers": statistics.network_statistics(timezone.localdate()),
        "least": statistics.MIN_CASES,
        "promised_days": ANSWER_DAYS,
    }
    return render(request, "leaderportal/enquiry_numbers.html", context)
