"""The answer to a form whose CSRF check failed: an enquiry and a reply keep their text."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as default_csrf_failure

from enquiries.forms import EnquiryForm
from enquiries.prefill import parse_prefill

from . import form as form_view
from . import status as status_view


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show the sender's form again with what was typed; another form gets Django's own page."""
    match = request.resolver_match
    url_name = match.url_name if match else None
    message = _("Your browser did not send the cookie of this form. Allow cookies and send once more.")
    if match and url_name == "enquiry-status":
        return status_view.render_unsent_reply(request, match.kwargs["key"], message)
    if url_name != "enquiry":
        return default_csrf_failure(request, reason)
    form = EnquiryForm(request.POST, prefill=parse_prefill(request.GET))
    form.is_valid()
    form.add_error("token", message)
    return form_view.render_form(request, form, status=403)
