"""What the portal knows of the person with an e-mail address: given out to her, or erased.

What is personal stands in enquiries.privacy. An enquiry, an account and a contact are known by the address; their
names, phone numbers and copies in history go with them. Elsewhere the address itself is taken out of every text.
"""

import re

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.sessions import end_sessions
from enquiries import emails, workflow
from enquiries.models import Enquiry, Message, OutboxMail
from enquiries.privacy import personal_fields
from enquiries.states import CaseState
from groups.models import Contact, LeaderGroup, Office, ServiceOffer
from groups.services import refresh_groups
from history.versions import versions_of
from outbox.states import MailState
from privacy.log_filter import without_keys
from projects.models import ImportRun
from seeding.models import LoadedRow

ERASED = "[erased]"
NO_ADDRESS = "erased@erased.invalid"  # where a column must hold an address; .invalid reaches nobody (RFC 2606)
SECRET = {"password", "key", "token", "session_data", "status_key"}
# Of a contact: whom an address belongs to, with the columns that go with it.
_CONTACTS = {
    Contact: ("email", ["person", "email", "phone"]),
    Office: ("email", ["email", "phone"]),
    LeaderGroup: ("enquiry_email", ["enquiry_email"]),
}
_SIGN_INS = (AccessAttempt, AccessFailureLog, AccessLog)
_TEXTS = (models.CharField, models.TextField, models.JSONField)


class CannotErase(Exception):
    """The account is the last that can run the portal."""


def export(address):
    """Return all of a person as a dict ready for JSON: enquiries with what was said, mails, account, contacts.

    Left out is what is others': the text of mails about their enquiries, and internal notes, which may tell of anybody
    and which only a person can weigh; their number is told. Keys in addresses are hidden: the file is passed on, and
    must let nobody in.
    """
    users = _users(address)
    return {
        "address": address,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "enquiries": [_case(enquiry) for enquiry in Enquiry.objects.filter(email__iexact=address)],
        "mails": _mails(address),
        "accounts": _told(users, "date_joined", "last_login"),
        "sign_ins": [
            row for table in _SIGN_INS for row in _told(_sign_ins(table, address, _names(users)), "attempt_time")
        ],
        "contacts": [row for rows in _contacts(address) for row in _told(rows, "checked_on")],
        "earlier_versions": [row for rows in _contact_versions(address) for row in _told(rows, "history_date")],
        "named_as_checker": _told(ServiceOffer.objects.filter(checked_by__in=_names(users)), "checked_on"),
        "named_as_loader": _told(ImportRun.objects.filter(by_name__in=_names(users)), "started_at"),
    }


@transaction.atomic
def erase(address):
    """Erase a person from the whole database; return {what: how many}.

    Raises CannotErase, having changed nothing, when she is the only active superuser. What must go from files, backups
    and mailboxes by hand stands in docs/privacy.md.
    """
    users = list(_users(address))
    others = get_user_model().objects.filter(is_superuser=True, is_active=True).exclude(pk__in=[u.pk for u in users])
    if any(user.is_superuser and user.is_active for user in users) and not others.exists():
        raise CannotErase(address)
    return {
        "enquiries": _erase_enquiries(address),
        "contacts": _erase_contacts(address),
        "accounts": _erase_accounts(users, address),
        "mails": _erase_mails(address),
        "mentions": _erase_mentions(address),
    }


def _erase_enquiries(address):
    own = list(Enquiry.objects.filter(email__iexact=address).exclude(state=CaseState.ERASED))
    for enquiry in own:
        workflow.erase(enquiry)
    return len(own)


def _erase_contacts(address):
    """Empty the contacts and offices with the address, in today's rows, in history and in what loads remember."""
    number = 0
    for model, (column, columns) in _CONTACTS.items():
        found = model._base_manager.filter(**{f"{column}__iexact": address})
        number += found.count()
        # The versions first: they are also known by the name that stands in today's row.
        for versions in (_versions(model, address), found):
            versions.update(**dict.fromkeys(columns, ""))
        for row in LoadedRow.objects.filter(model=model._meta.label):
            if str(row.values.get(column, "")).lower() == address.lower():
                # Not empty: it must differ from today's row, or the next load would bring it back.
                row.values |= {name: ERASED for name in columns if row.values.get(name)}
                row.save(update_fields=["values"])
    if number:
        refresh_groups()
    return number


def _erase_accounts(users, address):
    names = _names(users)
    for table in _SIGN_INS:
        _sign_ins(table, address, names).delete()
    if names:
        ServiceOffer.objects.filter(checked_by__in=names).update(checked_by="")
        versions_of(ServiceOffer).filter(checked_by__in=names).update(checked_by="")
        ImportRun.objects.filter(by_name__in=names).update(by_name="")
    for user in users:
        end_sessions(user)
        user.delete()
    return len(users)


def _erase_mails(address):
    """Delete mails to staff; of mails in cases of others erase the address, those that wait go to whom it is now."""
    to_her = OutboxMail.objects.filter(to__iexact=address)
    number = to_her.filter(kind=OutboxMail.Kind.STAFF).delete()[0]
    for mail in to_her.filter(state=MailState.QUEUED).select_related("recipient__group__office"):
        mail.to = emails.email_for(mail.recipient.group if mail.recipient else None)[0]
        mail.save(update_fields=["to"])
        number += 1
    return number


def _erase_mentions(address):
    """Take the address out of every column of text in the database; return the number of changed rows."""
    number = 0
    # Whole addresses only: "ina@kunta.example" is no part of tiina@kunta.example, nor of ina@kunta.example.net.
    # A mark before it belongs to an address only after a letter: o'ina@ is another, 'ina@kunta.example' is in quotes.
    pattern = re.compile(rf"(?<!\w)(?<!\w[.+%'-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)
    for model in apps.get_models(include_auto_created=True):
        columns = [one for one in model._meta.concrete_fields if isinstance(one, _TEXTS) and not one.primary_key]
        mentioned = Q(*(Q(**{f"{one.name}__icontains": address}) for one in columns), _connector=Q.OR)
        for row in model._base_manager.filter(mentioned) if columns else ():
            before = {one.name: getattr(row, one.attname) for one in columns}
            after = {one.name: _without(before[one.name], one, pattern) for one in columns}
            if after != before:
                number += model._base_manager.filter(pk=row.pk).update(**after)
    return number


def _without(value, column, pattern):
    if isinstance(column, models.EmailField):
        return value if not pattern.search(value or "") else "" if column.blank else NO_ADDRESS
    return _replaced(value, pattern)


def _replaced(value, pattern):
    """Return a value of a column, also one of JSON, with ERASED for what the pattern finds in its texts."""
    if isinstance(value, str):
        return pattern.sub(ERASED, value)
    if isinstance(value, list):
        return [_replaced(one, pattern) for one in value]
    if isinstance(value, dict):
        return {_replaced(name, pattern): _replaced(one, pattern) for name, one in value.items()}
    return value


def _users(address):
    return get_user_model().objects.filter(Q(email__iexact=address) | Q(username__iexact=address))


def _names(users):
    """Return what the accounts are called where a fact only tells a name."""
    return [name for user in users for name in {user.get_full_name(), user.get_username()} if name]


def _sign_ins(table, address, names):
    return table.objects.filter(Q(username__iexact=address) | Q(username__in=names))


def _contacts(address):
    return [
        model._base_manager.filter(**{f"{column}__iexact": address}) for model, (column, _more) in _CONTACTS.items()
    ]


def _contact_versions(address):
    return [_versions(model, address) for model in _CONTACTS]


def _versions(model, address):
    """Return the copies in history with the address, and those of the same rows with the same person's name."""
    column, _columns = _CONTACTS[model]
    with_address = versions_of(model).filter(**{f"{column}__iexact": address})
    if model is not Contact:
        return with_address
    today = Contact.objects.filter(email__iexact=address)
    known = {(one.id, one.person) for rows in (with_address, today) for one in rows}
    keys, names = {key for key, _name in known}, {name for _key, name in known if name}
    return versions_of(model).filter(Q(email__iexact=address) | Q(id__in=keys, person__in=names))


def _mails(address):
    """Return the mails to a person or answered to her; of those about enquiries of others only their day."""
    emails = OutboxMail.objects.filter(Q(to__iexact=address) | Q(reply_to__iexact=address))
    hers = Q(enquiry=None) | Q(enquiry__email__iexact=address)
    of_others = emails.exclude(hers).values_list("created_at", flat=True)
    return [
        *_told(emails.filter(hers), "created_at"),
        *({"kind": OutboxMail._meta.label, "created_at": str(moment)} for moment in of_others),
    ]


def _case(enquiry):
    notes = Q(author=Message.Author.NOTE)
    return {
        **_row(enquiry, "reference", "created_at", "state", "outcome", "consent_version"),
        "place": str(enquiry.place),
        "topics": [str(topic) for topics in enquiry.topics.values() for topic in topics],
        "recipients": [
            {"to": str(one), "state": one.state, "outcome": one.outcome}
            for one in enquiry.recipients.select_related("group")
        ],
        "messages": _told(enquiry.messages.exclude(notes), "created_at", "author"),
        "internal_notes": enquiry.messages.filter(notes).count(),
        "events": _told(enquiry.events.all(), "when", "what"),
    }


def _told(rows, *more):
    return [_row(row, *more) for row in rows]


def _row(row, *more):
    """Return a row as a dict of text: what is personal in it without secrets, and the columns named besides."""
    names = [*more, *(name for name in personal_fields(type(row)) if name not in SECRET)]
    values = {name: getattr(row, name, None) for name in names}
    told = {name: without_keys(str(value)) for name, value in values.items() if value not in (None, "")}
    return {"kind": row._meta.label, **told}
