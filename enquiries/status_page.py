"""The sender's own page of her enquiry, without an account: whoever has its address may read and answer as her.

A GET changes nothing. Each POST says in `deed` what to do, and shows by the way that the address given is hers.
"""

from contextlib import suppress

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ratelimit import limits
from transitions.moves import IllegalMove

from . import workflow
from .models import Enquiry
from .sender_forms import DoneForm, ReplyForm
from .sla.deadlines import may_remind_on
from .sla.pending import lead_of, may_be_reminded
from .states import OPEN, CaseState
from .status_text import conversation, standing_of

REPLIES_PER_HOUR, REPLIES_PER_DAY = 10, 30  # of one enquiry: more is no conversation
# What is told after a deed. By a word in the address, so that the page needs no cookie for it.
NOTICES = {
    "confirmed": gettext_lazy("Thank you. The group now knows that the address is yours."),
    "sent": gettext_lazy("Your reply has been sent."),
    "reminded": gettext_lazy("We have reminded those who have not answered yet."),
    "nobody": gettext_lazy("There is nobody to remind: your message has not arrived yet, or everybody has answered."),
    "closed": gettext_lazy("Thank you for telling us. Your enquiry is closed."),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def status(request, key):
    """Show where the enquiry stands, or do what its sender asks. A wrong key is answered like a missing page."""
    enquiry = _found(key)
    if request.method != "POST" or enquiry.state == CaseState.ERASED:
        return _page(request, enquiry)
    deed = DEEDS.get(request.POST.get("deed"))
    if deed is None:
        return _page(request, enquiry, alert=_("The portal did not understand what you wanted. Please try again."))
    try:
        # The groups are told in the deed's own mails that the address is confirmed, and only when the deed is done.
        with transaction.atomic():
            workflow.confirm(enquiry)
            return deed(request, enquiry)
    except _Refused as refusal:
        return refusal.response
    except IllegalMove:
        # Somebody was quicker: she herself in another window, or the portal.
        why = _("This is not possible any more. Here is how things stand now.")
        return _page(request, _found(key), alert=why, reply=ReplyForm(request.POST) if deed is _reply else None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request, key):
    """Ask whether the enquiry shall really be erased, and do it by POST."""
    enquiry = _found(key)
    if request.method == "POST":
        with suppress(IllegalMove):  # erased before: the page says when
            workflow.erase(enquiry)
    elif enquiry.state != CaseState.ERASED:
        return _private(render(request, "enquiries/erase.html", {"enquiry": enquiry}))
    return _private(redirect("enquiry-status", key))


def page_without_cookie(request, key, why):
    """Return the page with a reply that failed the CSRF check. why: text for the sender."""
    reply = ReplyForm(request.POST)
    reply.is_valid()
    reply.refuse(why)
    return _page(request, _found(key), reply=reply, status=403)


class _Refused(Exception):
    """Undoes what the transaction has changed; `response` is what the sender gets."""

    def __init__(self, response):
        super().__init__()
        self.response = response


def _confirm(request, enquiry):
    return _done(enquiry, "confirmed")


def _reply(request, enquiry):
    form = ReplyForm(request.POST)
    if not form.is_valid():
        raise _Refused(_page(request, enquiry, reply=form))
    text, origin = form.cleaned_data["text"], f"form:{enquiry.pk}:{form.cleaned_data['key'].hex}"
    said = enquiry.messages.filter(origin=origin).first()
    if said is None:
        if not limits.consume(f"case {enquiry.pk}", timezone.now(), REPLIES_PER_HOUR, REPLIES_PER_DAY):
            form.refuse(_("You have written many replies in a short time. Your text is here: send it later."))
            raise _Refused(_page(request, enquiry, reply=form, status=429))
        said = workflow.reply(enquiry, text, origin=origin)
    if said.text != text:
        form.refuse(_("You have already sent a reply with this form. Send once more to send this one, too."))
        raise _Refused(_page(request, enquiry, reply=form))
    return _done(enquiry, "sent")


def _remind(request, enquiry):
    try:
        reminded = workflow.remind(enquiry)
    except workflow.ReminderTooEarly as too_soon:
        raise _Refused(_page(request, enquiry, too_soon_until=too_soon.day)) from too_soon
    return _done(enquiry, "reminded" if reminded else "nobody")


def _close(request, enquiry):
    form = DoneForm(request.POST)
    if not form.is_valid():
        raise _Refused(_page(request, enquiry, done=form))
    workflow.close_all(enquiry, form.cleaned_data["outcome"])
    return _done(enquiry, "closed")


DEEDS = {"confirm": _confirm, "reply": _reply, "remind": _remind, "close": _close}


def _done(enquiry, notice):
    return _private(redirect(reverse("enquiry-status", args=[enquiry.status_key], query={"done": notice})))


def _found(key):
    related = Enquiry.objects.select_related("municipality", "region", "area_of")
    enquiry = related.filter(status_key=key).first()
    if enquiry is None:
        raise Http404("No such enquiry")
    return enquiry


def _page(request, enquiry, status=200, reply=None, done=None, **context):
    recipients = list(enquiry.recipients.select_related("group__office"))
    today = timezone.localdate()
    again_on = may_remind_on(enquiry)
    context |= {
        "enquiry": enquiry,
        "standings": [standing_of(recipient, recipients, today) for recipient in recipients],
        "is_open": enquiry.state in OPEN,
        "is_erased": enquiry.state == CaseState.ERASED,
        "conversation": conversation(enquiry),
        "lead": lead_of(recipients),
        "goes_to": workflow.going_on(recipients),
        "reply": reply or ReplyForm(),
        "done": done or DoneForm(),
        "may_remind": any(may_be_reminded(recipient, recipients) for recipient in recipients),
        "again_on": again_on if again_on and again_on > today else None,
        "notice": NOTICES.get(request.GET.get("done"), ""),
    }
    return _private(render(request, "enquiries/status.html", context, status=status))


def _private(response):
    response["X-Robots-Tag"] = "noindex"
    # The address is the key: it goes with no other request, not even into the log of our own proxy. Not no-referrer:
    # with it a browser sends "Origin: null" with a form, which the CSRF check refuses.
    response["Referrer-Policy"] = "strict-origin"
    return response
