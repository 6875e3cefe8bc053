"""The page of a case: the enquiry and its conversation, who else has it, and the forms of the actions."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from enquiries import workflow
from enquiries.models import AnswerTemplate, EnquiryRecipient
from enquiries.sla.pending import open_deadline
from groups import permissions
from outbox.states import MailState
from transitions.moves import IllegalMove

from .action_forms import ACTION_FORMS, AddGroupForm, AnswerForm, CaseActionForm, HandOverForm, available_forms

# Two buttons of one form: what is wrong with one is shown in the other.
_SHOWN_IN = {HandOverForm.action: AddGroupForm.action}


def show_case(request: HttpRequest, site: AdminSite, case: EnquiryRecipient) -> HttpResponse:
    """Show a case, or perform the action that was posted and then show the case.

    case: one that the user may see, with its enquiry, place and group loaded.
    """
    posted: dict[str, CaseActionForm] = {}
    if request.method == "POST":
        result = _perform_action(request, case)
        if isinstance(result, HttpResponse):
            return result
        posted = result
    return TemplateResponse(request, "admin/enquiries/case.html", _context(request, site, case, posted))


def _perform_action(request: HttpRequest, case: EnquiryRecipient) -> HttpResponse | dict[str, CaseActionForm]:
    """Perform the posted action. Return a redirect, or {action: form} of the form that is to be shown as posted."""
    action = request.POST.get("action", "")
    if action not in ACTION_FORMS:
        raise BadRequest("No such action")
    form = ACTION_FORMS[action](case, cast(User, request.user), request.POST)
    if form.acts_for_group and not permissions.can_act_for(request.user, case.group_id):
        raise PermissionDenied
    if isinstance(form, AnswerForm) and "fill" in request.POST:
        return {action: _with_template(request, case, form)}
    if not form.is_valid():
        return {_SHOWN_IN.get(action, action): form}
    try:
        form.perform()
    except workflow.NewerAnswerExists as error:
        return {action: cast(AnswerForm, form).with_draft(form.cleaned_data["text"], tuple(error.messages))}
    except IllegalMove:
        message = _("The case has changed meanwhile, and this is not possible any more. See its present status.")
        if "text" in form.fields:
            form.add_error(None, message)
            return {action: form}
        messages.error(request, message)
    else:
        messages.success(request, str(form.success_message))
    return redirect("admin:enquiries_enquiryrecipient_change", case.pk)


def _with_template(request: HttpRequest, case: EnquiryRecipient, form: AnswerForm) -> AnswerForm:
    """Return the form of an answer with the text of the chosen template below what was written."""
    template = templates_for(case).filter(pk=_parse_pk(request.POST["fill"])).first()
    if template is None:
        form.add_error(None, _("This template is not available. Your text is here: go on with it or choose another."))
        return form
    with override(template.language):
        text = template.text
        for placeholder, value in {
            "sender": case.enquiry.sender_name,
            "group": case,
            "place": case.enquiry.place,
            "reference": case.enquiry.reference,
        }.items():
            text = text.replace("{" + placeholder + "}", str(value))
    return form.with_draft("\n\n".join(filter(None, [request.POST.get("text", "").strip(), text])))


def _parse_pk(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def templates_for(case: EnquiryRecipient) -> QuerySet[AnswerTemplate]:
    """Return the templates that an answer to a case can begin with: those of the network and of the group."""
    own = Q(group=case.group_id) if case.group_id else Q()
    return AnswerTemplate.objects.filter(Q(group=None) | own)


def _context(
    request: HttpRequest, site: AdminSite, case: EnquiryRecipient, posted: dict[str, CaseActionForm]
) -> dict[str, Any]:
    enquiry = case.enquiry
    # Before the conversation is read: an answer that comes in between is shown, but does not count as seen.
    forms = available_forms(case, cast(User, request.user), posted)
    recipients = list(enquiry.recipients.select_related("group"))
    due_on = open_deadline(case, recipients)
    return {
        **site.each_context(request),
        "title": _("Enquiry %(reference)s") % {"reference": enquiry.reference},
        "opts": case._meta,
        "case": case,
        "enquiry": enquiry,
        "answer_due_on": due_on,
        "is_overdue": due_on is not None and due_on < timezone.localdate(),
        "others": [recipient for recipient in recipients if recipient != case],
        "conversation": enquiry.messages.read_by(case).select_related("user", "recipient__group"),
        "events": enquiry.events.filter(Q(recipient=None) | Q(recipient=case)).select_related("who"),
        "failed_mails": enquiry.mails.filter(enquiry_mail__recipient=case, state=MailState.FAILED),
        "templates": sorted(
            templates_for(case), key=lambda template: (template.language != enquiry.language, template.language)
        ),
        "forms": forms,
    }
