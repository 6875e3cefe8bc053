"""What of enquiries is personal: the sender, what was written in the case, and its mails."""

from collections.abc import Mapping

from django.db.models import Q

from accounts.emails import MailKind
from outbox.models import OutboxMail
from outbox.states import MailState
from privacy.register import Purpose, describe
from privacy.retention import RetentionRule, add_rules
from privacy.subject_access import DataSubject, SubjectAccess, add_part, row_as_dict, rows_as_dicts

from . import emails, retention, workflow
from .models import Enquiry, Message
from .states import CaseState

_CASE_LIMIT = "settings.KEEP_CASE_MONTHS after the last event of the case, or when the sender asks"
SENDER = Purpose("sender", "to pass an enquiry on and to answer it", _CASE_LIMIT)
SAME_AGAIN = Purpose("sender", "to know the same enquiry or mail when it comes twice", _CASE_LIMIT)


def register() -> None:
    describe(
        "enquiries.Enquiry",
        {SENDER: "sender_name organisation email phone text language status_key", SAME_AGAIN: "content_key"},
        secret="status_key",
        not_personal="reference submission_key state held_because outcome",
    )
    describe("enquiries.EnquiryRecipient", not_personal="state outcome")
    describe("enquiries.Event", not_personal="what")
    describe("enquiries.Message", {SENDER: "text", SAME_AGAIN: "origin"}, not_personal="author channel")
    describe("enquiries.AnswerTemplate", not_personal="name language text")
    add_rules(
        RetentionRule("unanswered cases closed and erased", retention.close_unanswered),
        RetentionRule("cases erased", retention.erase_cases),
        RetentionRule("held enquiries erased", retention.erase_spam),
    )
    add_part(SubjectAccess(_export, _erase))


def _export(subject: DataSubject) -> Mapping[str, list]:
    enquiries = Enquiry.objects.filter(email__iexact=subject.address)
    return {"enquiries": [_case(enquiry) for enquiry in enquiries], "mails": _mails(subject.address)}


def _erase(subject: DataSubject) -> Mapping[str, int]:
    enquiries = list(Enquiry.objects.filter(email__iexact=subject.address).exclude(state=CaseState.ERASED))
    for enquiry in enquiries:
        workflow.erase(enquiry)
    return {"enquiries": len(enquiries), "mails": _erase_mails(subject.address)}


def _case(enquiry: Enquiry) -> dict:
    notes = Q(author=Message.Author.NOTE)
    return {
        **row_as_dict(enquiry, "reference", "created_at", "state", "outcome", "consent_version"),
        "place": str(enquiry.place),
        "topics": [str(topic) for topics in enquiry.topics.values() for topic in topics],
        "recipients": [
            {"to": str(recipient), "state": recipient.state, "outcome": recipient.outcome}
            for recipient in enquiry.recipients.select_related("group")
        ],
        "messages": rows_as_dicts(enquiry.messages.exclude(notes), "created_at", "author"),
        "internal_notes": enquiry.messages.filter(notes).count(),
        "events": rows_as_dicts(enquiry.events.all(), "when", "what"),
    }


def _mails(address: str) -> list[dict[str, str]]:
    """Return the mails to a person or answered to them; of those about enquiries of others only their day."""
    mails = OutboxMail.objects.filter(Q(to__iexact=address) | Q(reply_to__iexact=address))
    own = Q(enquiry_mail=None) | Q(enquiry_mail__enquiry__email__iexact=address)
    of_others = mails.exclude(own).values_list("created_at", flat=True)
    return [
        *rows_as_dicts(mails.filter(own), "created_at"),
        *({"kind": OutboxMail._meta.label, "created_at": str(moment)} for moment in of_others),
    ]


def _erase_mails(address: str) -> int:
    """Delete mails to staff; queued mails in cases of others go to whoever is the contact now."""
    mails = OutboxMail.objects.filter(to__iexact=address)
    number = mails.filter(kind=MailKind.STAFF).delete()[0]
    queued = mails.filter(state=MailState.QUEUED, enquiry_mail__isnull=False)
    for mail in queued.select_related("enquiry_mail__recipient__group__office"):
        recipient = mail.enquiry_mail.recipient
        mail.to = emails.email_for(recipient.group if recipient else None).address
        mail.save(update_fields=["to"])
        number += 1
    return number
