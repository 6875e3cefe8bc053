"""The page with the form of an enquiry."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from enquiries import services, tokens
from enquiries.forms import EnquiryForm
from enquiries.prefill import parse_prefill
from enquiries.spam import duplicates
from groups.models import InformationPage
from ratelimit import limits

RETRY_AFTER_SECONDS = 3600


# Not no-store: a browser that goes back must find what was typed.
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_form(request: HttpRequest) -> HttpResponse:
    """Show the form; a valid one is saved and redirects to its receipt, an invalid one comes back with its errors.

    The form also comes back, unsent, when the sender changes the language of the page: nothing typed is lost.
    """
    prefill = parse_prefill(request.GET)
    if request.method != "POST":
        return render_form(request, EnquiryForm(prefill=prefill))
    form = EnquiryForm(request.POST, prefill=prefill)
    if form.is_language_switch or not form.is_valid():
        return render_form(request, form)
    submission, key = form.submission(_consent_version()), form.sent_token.key
    enquiry = services.find_sent(submission, key)
    # A repetition gets its receipt whatever the limit: what was acknowledged stays acknowledged.
    if enquiry is None:
        now = timezone.now()
        if not limits.consume(limits.client_ip(request), now):
            form.add_error("token", _("Many enquiries have come from your network. Your text is here: send it later."))
            response = render_form(request, form, status=429)
            response["Retry-After"] = str(RETRY_AFTER_SECONDS)
            return response
        enquiry = services.send_enquiry(duplicates.flag_mass_mailing(submission, now), key)
    if not services.is_same(enquiry, submission):
        form.renew_token()
        already_sent = _(
            "You have already sent an enquiry with this form (%(reference)s). Send once more to send this one, too."
        )
        form.add_error("token", already_sent % {"reference": enquiry.reference})
        return render_form(request, form)
    return redirect("enquiry-receipt", tokens.receipt_token(enquiry.reference))


def render_form(request: HttpRequest, form: EnquiryForm, status: int = 200) -> HttpResponse:
    """Return the page with a form as it is, with its errors. status: HTTP status code."""
    return render(request, "enquiries/enquiry.html", {"form": form, "prefill": form.prefill}, status=status)


def _consent_version() -> date | None:
    pages = InformationPage.objects.filter(code=InformationPage.Code.PRIVACY)
    return pages.values_list("version", flat=True).first()
