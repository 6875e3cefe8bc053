"""The page of a case: what was asked and said, who else has it, and the forms of what one may do."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from enquiries import workflow
from enquiries.models import AnswerTemplate
from enquiries.sla.pending import due_on
from groups import permissions
from outbox.states import MailState
from transitions.moves import IllegalMove

from .action_forms import DEEDS, possible

# Two buttons of one form.
_SHOWN_IN = {"hand_over": "bring_in"}


def show_case(request, site, case):
    """Show a case, or do the deed that was sent and show the case anew.

    case: EnquiryRecipient that the user may see, with its enquiry, place and group at hand.
    """
    forms = {}
    if request.method == "POST":
        answered = _act(request, case)
        if not isinstance(answered, dict):
            return answered
        forms = answered
    return TemplateResponse(request, "admin/enquiries/case.html", _context(request, site, case, forms))


def _act(request, case):
    """Do a deed. Return a redirect, or {name: form} of the one form that is to be shown as it was sent."""
    name = request.POST.get("deed", "")
    if name not in DEEDS:
        raise BadRequest("No such deed")
    deed = DEEDS[name](case, request.user, request.POST)
    if deed.speaks and not permissions.can_act_for(request.user, case.group_id):
        raise PermissionDenied
    if name == "answer" and "fill" in request.POST:
        return {name: _filled_in(request, case, deed)}
    if not deed.is_valid():
        return {_SHOWN_IN.get(name, name): deed}
    try:
        deed.do()
    except workflow.NewerAnswerExists as meanwhile:
        deed = deed.again(deed.cleaned_data["text"])
        deed.meanwhile = meanwhile.messages
        return {name: deed}
    except IllegalMove:
        moved_on = _("The case has changed meanwhile, and this is not possible any more. See where it stands.")
        if "text" in deed.fields:
            deed.add_error(None, moved_on)
            return {name: deed}
        messages.error(request, moved_on)
    else:
        messages.success(request, deed.done)
    return redirect("admin:enquiries_enquiryrecipient_change", case.pk)


def _filled_in(request, case, deed):
    """Return the form of an answer with the text of the chosen template below what was written."""
    template = templates_for(case).filter(pk=_number(request.POST["fill"])).first()
    if template is None:
        deed.add_error(None, _("This template is not available. Your text is here: go on with it or choose another."))
        return deed
    with override(template.language):
        text = template.text
        for word, value in {
            "sender": case.enquiry.sender_name,
            "group": case,
            "place": case.enquiry.place,
            "reference": case.enquiry.reference,
        }.items():
            text = text.replace("{" + word + "}", str(value))
    draft = "\n\n".join(filter(None, [request.POST.get("text", "").strip(), text]))
    return deed.again(draft)


def _number(text):
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def templates_for(case):
    """Return the templates that an answer to a case can begin with: those of the network and of the group."""
    own = Q(group=case.group_id) if case.group_id else Q()
    return AnswerTemplate.objects.filter(Q(group=None) | own)


def _context(request, site, case, sent):
    enquiry = case.enquiry
    # Before the conversation is read: an answer that comes in between is shown, but does not count as seen.
    deeds = possible(case, request.user, sent)
    everybody = list(enquiry.recipients.select_related("group"))
    promised_on = due_on(case, everybody)
    return {
        **site.each_context(request),
        "title": _("Enquiry %(reference)s") % {"reference": enquiry.reference},
        "opts": case._meta,
        "case": case,
        "enquiry": enquiry,
        "promised_on": promised_on,
        "is_overdue": promised_on is not None and promised_on < timezone.localdate(),
        "others": [other for other in everybody if other != case],
        "said": enquiry.messages.read_by(case).select_related("user", "recipient__group"),
        "events": enquiry.events.filter(Q(recipient=None) | Q(recipient=case)).select_related("who"),
        "failed_mails": enquiry.mails.filter(recipient=case, state=MailState.FAILED),
        "templates": sorted(templates_for(case), key=lambda one: (one.language != enquiry.language, one.language)),
        "deeds": deeds,
    }
