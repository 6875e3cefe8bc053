"""The page with the form, and the receipt that a sender is led to."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as plain_csrf_failure
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods

from groups.models import InformationPage
from ratelimit import limits

from . import services, status_page, tokens
from .forms import EnquiryForm
from .models import Enquiry
from .prefill import parse_prefill
from .sla.deadlines import promised_to_sender
from .spam import duplicates


# Not no-store: a browser that goes back must find what was typed.
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request):
    """The form; a valid one is saved and leads to its receipt, another comes back with what was typed.

    So does one that comes from the page in another language, whatever is typed in it so far.
    """
    start = parse_prefill(request.GET)
    if request.method != "POST":
        return _page(request, EnquiryForm(start=start))
    form = EnquiryForm(request.POST, start=start)
    if form.is_carried or not form.is_valid():
        return _page(request, form)
    submission, key = form.submission(_consent_version()), form.sent_token.key
    saved = services.find_sent(submission, key)
    # A repetition is led to its receipt whatever the limit: what was acknowledged stays so.
    if saved is None:
        now = timezone.now()
        if not limits.consume(limits.client_ip(request), now):
            form.add_error("token", _("Many enquiries have come from your network. Your text is here: send it later."))
            return _page(request, form, code=429)
        saved = services.send_enquiry(duplicates.flag_mass_mailing(submission, now), key)
    if not services.is_same(saved, submission):
        form.renew_token()
        already = _(
            "You have already sent an enquiry with this form (%(reference)s). Send once more to send this one, too."
        )
        form.add_error("token", already % {"reference": saved.reference})
        return _page(request, form)
    return redirect("enquiry-receipt", tokens.receipt_token(saved.reference))


def _page(request, form, code=200):
    response = render(request, "enquiries/enquiry.html", {"form": form, "start": form.start}, status=code)
    if code == 429:
        response["Retry-After"] = "3600"
    return response


def _consent_version():
    return InformationPage.objects.filter(code=InformationPage.Code.PRIVACY).values_list("version", flat=True).first()


@never_cache
@require_http_methods(["GET", "HEAD"])
def receipt(request, token):
    """What the sender needs to know now. Shows nothing that the sender has typed; the address is signed."""
    reference = tokens.read_receipt_token(token)
    related = Enquiry.objects.select_related("municipality", "region", "area_of")
    enquiry = related.filter(reference=reference).first() if reference else None
    if enquiry is None:
        raise Http404("No such receipt")
    recipients = list(enquiry.recipients.select_related("group__office"))
    context = {
        "enquiry": enquiry,
        "recipients": recipients,
        "promised_on": min(map(promised_to_sender, recipients)),
    }
    response = render(request, "enquiries/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def csrf_failure(request, reason=""):
    """Answer a form whose CSRF check failed of the site: an enquiry and a reply keep their text."""
    match = request.resolver_match
    why = _("Your browser did not send the cookie of this form. Allow cookies and send once more.")
    if getattr(match, "url_name", None) == "enquiry-status":
        return status_page.page_without_cookie(request, match.kwargs["key"], why)
    if getattr(match, "url_name", None) != "enquiry":
        return plain_csrf_failure(request, reason)
    form = EnquiryForm(request.POST, start=parse_prefill(request.GET))
    form.is_valid()
    form.add_error("token", why)
    return _page(request, form, code=403)
