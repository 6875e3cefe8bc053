"""The receipt that a sender gets for an enquiry."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enquiries import tokens
from enquiries.models import Enquiry
from enquiries.sla.deadlines import answer_due_shown_to_sender


@never_cache
@require_http_methods(["GET", "HEAD"])
def enquiry_receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Tell the sender what happens next. Shows nothing that the sender has typed; the address is signed."""
    reference = tokens.read_receipt_token(token)
    enquiries = Enquiry.objects.select_related("municipality", "region", "area_of")
    enquiry = enquiries.filter(reference=reference).first() if reference else None
    if enquiry is None:
        raise Http404("No such receipt")
    recipients = list(enquiry.recipients.select_related("group__office"))
    context = {
        "enquiry": enquiry,
        "recipients": recipients,
        "answer_due_on": min(map(answer_due_shown_to_sender, recipients)),
    }
    response = render(request, "enquiries/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    # The address is a signed key: it goes with no other request.
    response["Referrer-Policy"] = "no-referrer"
    return response
