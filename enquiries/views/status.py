"""The sender's own page of an enquiry, without an account: its address is the key to read and answer.

A GET changes nothing. Each POST names in `action` what to do, and proves by the way that the sender reads the mail
address that was given.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enquiries import workflow
from enquiries.models import Enquiry
from enquiries.sender_forms import CloseForm, ReplyForm
from enquiries.sla.deadlines import reminder_allowed_on
from enquiries.sla.pending import can_be_reminded, lead_of
from enquiries.states import OPEN, CaseState
from enquiries.status_text import conversation, status_text_of
from ratelimit import limits
from transitions.moves import IllegalMove

REPLIES_PER_HOUR, REPLIES_PER_DAY = 10, 30  # of one enquiry: more is no conversation
# Shown after an action. Chosen by a word in the address, so that the page needs no cookie for it.
NOTICES = {
    "confirmed": gettext_lazy("Thank you. The group now knows that the address is yours."),
    "sent": gettext_lazy("Your reply has been sent."),
    "reminded": gettext_lazy("We have reminded those who have not answered yet."),
    "nobody": gettext_lazy("There is nobody to remind: your message has not arrived yet, or everybody has answered."),
    "closed": gettext_lazy("Thank you for telling us. Your enquiry is closed."),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_status(request: HttpRequest, key: str) -> HttpResponse:
    """Show the status of the enquiry, or do what its sender asks. A wrong key is answered like a missing page."""
    enquiry = _enquiry_of(key)
    if request.method != "POST" or enquiry.state == CaseState.ERASED:
        return _render_page(request, enquiry)
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        return _render_page(
            request, enquiry, alert=_("The portal did not understand what you wanted. Please try again.")
        )
    try:
        # The mails of the action say that the address is confirmed; it is confirmed only when the action succeeds.
        with transaction.atomic():
            workflow.confirm_address(enquiry)
            return action(request, enquiry)
    except _ActionRejected as rejection:
        return rejection.response
    except IllegalMove:
        # Somebody was quicker: the sender in another window, or the portal.
        alert = _("This is not possible any more. Here is how things stand now.")
        reply_form = ReplyForm(request.POST) if action is _reply else ReplyForm()
        return _render_page(request, _enquiry_of(key), alert=alert, reply_form=reply_form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_enquiry(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether the enquiry shall really be erased, and do it by POST."""
    enquiry = _enquiry_of(key)
    if request.method == "POST":
        with suppress(IllegalMove):  # erased before: the page says when
            workflow.erase(enquiry)
    elif enquiry.state != CaseState.ERASED:
        return _private(render(request, "enquiries/erase.html", {"enquiry": enquiry}))
    return _private(redirect("enquiry-status", key))


def render_unsent_reply(request: HttpRequest, key: str, message: str) -> HttpResponse:
    """Return the page with a reply that failed the CSRF check. message: what the sender reads."""
    reply_form = ReplyForm(request.POST)
    reply_form.is_valid()
    reply_form.reject(message)
    return _render_page(request, _enquiry_of(key), 403, reply_form=reply_form)


class _ActionRejected(Exception):
    """Rolls back what the transaction has changed; `response` is what the sender gets."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def _confirm(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    return _redirect_with_notice(enquiry, "confirmed")


def _reply(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    form = ReplyForm(request.POST)
    if not form.is_valid():
        raise _ActionRejected(_render_page(request, enquiry, reply_form=form))
    text, origin = form.cleaned_data["text"], f"form:{enquiry.pk}:{form.cleaned_data['key'].hex}"
    message = enquiry.messages.filter(origin=origin).first()
    if message is None:
        if not limits.consume(f"case {enquiry.pk}", timezone.now(), REPLIES_PER_HOUR, REPLIES_PER_DAY):
            form.reject(_("You have written many replies in a short time. Your text is here: send it later."))
            raise _ActionRejected(_render_page(request, enquiry, 429, reply_form=form))
        message = workflow.reply(enquiry, text, origin=origin)
    if message.text != text:
        form.reject(_("You have already sent a reply with this form. Send once more to send this one, too."))
        raise _ActionRejected(_render_page(request, enquiry, reply_form=form))
    return _redirect_with_notice(enquiry, "sent")


def _remind(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    try:
        reminded = workflow.remind(enquiry)
    except workflow.ReminderTooEarly as too_early:
        raise _ActionRejected(_render_page(request, enquiry, too_early_until=too_early.day)) from too_early
    return _redirect_with_notice(enquiry, "reminded" if reminded else "nobody")


def _close(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    form = CloseForm(request.POST)
    if not form.is_valid():
        raise _ActionRejected(_render_page(request, enquiry, close_form=form))
    workflow.close_all(enquiry, form.cleaned_data["outcome"])
    return _redirect_with_notice(enquiry, "closed")


ACTIONS: dict[str, Callable[[HttpRequest, Enquiry], HttpResponse]] = {
    "confirm": _confirm,
    "reply": _reply,
    "remind": _remind,
    "close": _close,
}


def _redirect_with_notice(enquiry: Enquiry, notice: str) -> HttpResponse:
    return _private(redirect(reverse("enquiry-status", args=[enquiry.status_key], query={"done": notice})))


def _enquiry_of(key: str) -> Enquiry:
    enquiries = Enquiry.objects.select_related("municipality", "region", "area_of")
    enquiry = enquiries.filter(status_key=key).first()
    if enquiry is None:
        raise Http404("No such enquiry")
    return enquiry


class _PageState(TypedDict, total=False):
    """What an action leaves on the page: an alert, or a form as it was sent."""

    alert: str
    too_early_until: date
    reply_form: ReplyForm
    close_form: CloseForm


def _render_page(
    request: HttpRequest, enquiry: Enquiry, status_code: int = 200, **state: Unpack[_PageState]
) -> HttpResponse:
    recipients = list(enquiry.recipients.select_related("group__office"))
    today = timezone.localdate()
    next_reminder_on = reminder_allowed_on(enquiry)
    context = {
        "reply_form": ReplyForm(),
        "close_form": CloseForm(),
        **state,
        "enquiry": enquiry,
        "status_texts": [status_text_of(recipient, recipients, today) for recipient in recipients],
        "is_open": enquiry.state in OPEN,
        "is_erased": enquiry.state == CaseState.ERASED,
        "conversation": conversation(enquiry),
        "lead": lead_of(recipients),
        "reply_recipients": workflow.reply_recipients(recipients),
        "can_remind": any(can_be_reminded(recipient, recipients) for recipient in recipients),
        "next_reminder_on": next_reminder_on if next_reminder_on and next_reminder_on > today else None,
        "notice": NOTICES.get(request.GET.get("done", ""), ""),
    }
    return _private(render(request, "enquiries/status.html", context, status=status_code))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    # The address is the key: it goes with no other request, not even into the log of our own proxy. Not no-referrer:
    # with it a browser sends "Origin: null" with a form, which the CSRF check refuses.
    response["Referrer-Policy"] = "strict-origin"
    return response
