"""Operations on whole enquiries: send, release. Each is one transaction that leaves its mails in the outbox."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from groups.models import Duty, LeaderGroup, Service
from transitions.moves import move

from . import emails
from .fingerprint import content_key
from .models import Enquiry, EnquiryRecipient, Event
from .place_choices import EnquiryPlace
from .states import CASE_MOVES, ENQUIRY_MOVES, CaseState

# Neither vowels nor look-alikes (0 O, 1 I L): can be read over the phone and spells no word. 27^8 = 2.8 × 10^11.
REFERENCE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
SAME_WITHIN = timedelta(hours=24)  # who asks the same again later means it
SAVING_TRIES = 3  # a reference drawn twice is a matter of once in the portal's life


@dataclass(frozen=True)
class Submission:
    """What the form holds, checked: everything but the key that makes it one."""

    place: EnquiryPlace
    groups: tuple[LeaderGroup, ...]  # none: the coordinator of the network
    sender_name: str
    email: str
    text: str
    language: str
    organisation: str = ""
    phone: str = ""
    duties: tuple[Duty, ...] = ()
    services: tuple[Service, ...] = ()
    consent_version: date | None = None
    held_because: str = ""

    @property
    def content_key(self) -> uuid.UUID:
        return content_key(self.email, self.place.object, (group.pk for group in self.groups), self.text)


def send_enquiry(submission: Submission, submission_key: uuid.UUID) -> Enquiry:
    """Save an enquiry with its recipients, events and mails in one transaction; return it.

    When find_sent knows the submission, also because another process has saved it at the same moment, that enquiry is
    returned and nothing changes.
    What looks like spam (held_because) is saved without mails: a person releases it.
    """
    for _attempt in range(SAVING_TRIES):
        try:
            with transaction.atomic():
                return _save(submission, submission_key)
        except IntegrityError as error:
            failure = error
            existing = find_sent(submission, submission_key)
            if existing:
                return existing
    raise failure


def find_sent(submission: Submission, submission_key: uuid.UUID) -> Enquiry | None:
    """Return the Enquiry that was sent with this key, or within a day with the same content; None for a new one.

    The key comes first: who has changed a form that was sent learns so (see is_same).
    """
    by_key = Q(submission_key=submission_key)
    by_content = Q(content_key=submission.content_key, created_at__gt=timezone.now() - SAME_WITHIN)
    matches = Enquiry.objects.filter(by_key | by_content)
    return max(matches, key=lambda enquiry: enquiry.submission_key == submission_key, default=None)


def is_same(enquiry: Enquiry, submission: Submission) -> bool:
    """Return whether a submission says what the enquiry saved under its key says: a repetition, not a change."""
    if enquiry.content_key == submission.content_key:
        return True
    # The key may have passed on to a later enquiry of the same content.
    asked = (recipient.group_id for recipient in enquiry.recipients.all() if recipient.group_id)
    return content_key(enquiry.email, enquiry.place, asked, enquiry.text) == submission.content_key


def _save(submission: Submission, submission_key: uuid.UUID) -> Enquiry:
    state = CaseState.HELD if submission.held_because else CaseState.RECEIVED
    # The key is unique: whatever is left of it on an older enquiry would stand in the way of the new one.
    older = Enquiry.objects.filter(content_key=submission.content_key, created_at__lte=timezone.now() - SAME_WITHIN)
    older.update(content_key=None)
    enquiry = Enquiry.objects.create(
        reference=new_reference(),
        submission_key=submission_key,
        content_key=submission.content_key,
        sender_name=submission.sender_name,
        organisation=submission.organisation,
        email=submission.email,
        phone=submission.phone,
        text=submission.text,
        language=submission.language,
        consent_version=submission.consent_version,
        held_because=submission.held_because,
        state=state,
        **submission.place.columns,
    )
    enquiry.topics = {"duties": list(submission.duties), "services": list(submission.services)}
    for name, topics in enquiry.topics.items():
        if topics:
            getattr(enquiry, name).add(*topics)
    recipients = EnquiryRecipient.objects.bulk_create(
        EnquiryRecipient(
            enquiry=enquiry,
            group=group,
            state=state,
            by_coordinator=emails.email_for(group).is_coordinators,
            sent_on=None if submission.held_because else timezone.localdate(),
        )
        for group in submission.groups or (None,)
    )
    Event.objects.create(enquiry=enquiry, what=Event.What.HELD if submission.held_because else Event.What.RECEIVED)
    if not submission.held_because:
        _queue_mails(enquiry, recipients)
    return enquiry


def new_reference() -> str:
    """Return a reference such as "K7QM-PD2X": easy to say, not to be guessed."""
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _place in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def _queue_mails(enquiry: Enquiry, recipients: Sequence[EnquiryRecipient]) -> None:
    to_groups = [emails.to_group(enquiry, recipient, recipients) for recipient in recipients]
    emails.queue(*to_groups, emails.receipt(enquiry, recipients))


@transaction.atomic
def release(enquiry: Enquiry, who: User | None) -> None:
    """Let a held enquiry go its way: its mails are queued now. Raises IllegalMove when it is not held.

    who: the user who decided.
    """
    move(enquiry, CaseState.RELEASED, ENQUIRY_MOVES)
    recipients = list(enquiry.recipients.select_related("group__office"))
    for recipient in recipients:
        move(recipient, CaseState.RELEASED, CASE_MOVES, sent_on=timezone.localdate())
    Event.objects.create(enquiry=enquiry, what=Event.What.RELEASED, who=who)
    _queue_mails(enquiry, recipients)
