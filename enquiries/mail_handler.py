"""What becomes of the mails of an enquiry, and what that means for its recipients and for the whole case."""

from contextlib import suppress
from datetime import datetime

from django.contrib.auth.models import User

from outbox.handlers import MailHandler
from transitions.moves import IllegalMove, move

from . import emails, reply_addresses
from .models import Enquiry, EnquiryMail, EnquiryRecipient, Event
from .states import CASE_MOVES, CaseState
from .workflow import pending_state, sync_state

Kind = EnquiryMail.Kind
_DELIVERED_EVENTS = {Kind.TO_GROUP: Event.What.DELIVERED, Kind.RECEIPT: Event.What.RECEIPT_SENT}


class EnquiryMailHandler(MailHandler):
    """Follows a mail of an enquiry. lock() comes first and reads the enquiry that the others change."""

    enquiry: Enquiry

    @property
    def link(self) -> EnquiryMail:
        return self.mail.enquiry_mail

    @property
    def is_automatic(self) -> bool:
        return self.mail.kind != Kind.TO_GROUP

    def reply_to(self) -> str:
        return reply_addresses.reply_to(self.link)

    def lock(self) -> None:
        # Two workers that deliver the last two mails of one enquiry must see each other's result.
        try:
            self.enquiry = Enquiry.objects.select_for_update().get(pk=self.link.enquiry_id)
        except EnquiryMail.DoesNotExist:
            raise IllegalMove(f"mail {self.mail.pk}: erased with its enquiry") from None

    def on_sent(self, now: datetime) -> None:
        if self.mail.kind in _DELIVERED_EVENTS:
            self._log(_DELIVERED_EVENTS[Kind(self.mail.kind)], when=now)
        self._follow(CaseState.DELIVERED)

    def on_failed(self) -> None:
        self._report_failure(Event.What.MAIL_FAILED)

    def on_bounced(self) -> None:
        self._report_failure(Event.What.BOUNCED)

    def renewed_columns(self) -> dict[str, str]:
        """Write the mail that brings the enquiry to a group anew: to the group's address of today."""
        if self.mail.kind != Kind.TO_GROUP:
            return {}
        everybody = list(self.enquiry.recipients.select_related("group__office"))
        recipient = next(other for other in everybody if other == self.link.recipient)
        recipient.by_coordinator = emails.email_for(recipient.group).is_coordinators
        EnquiryRecipient.objects.filter(pk=recipient.pk).update(by_coordinator=recipient.by_coordinator)
        fresh = emails.to_group(self.enquiry, recipient, everybody, is_late=True).mail
        return {name: getattr(fresh, name) for name in ("to", "subject", "body", "language")}

    def on_tried_again(self, who: User) -> None:
        self._log(Event.What.TRIED_AGAIN, who=who)
        self._follow(pending_state(self.enquiry))

    def _report_failure(self, what: Event.What) -> None:
        self._log(what)
        self._follow(CaseState.FAILED)
        if self.mail.kind != Kind.FAILURE:  # a failure to report a failure stays in the admin; no endless chain
            emails.queue(emails.failure(self.link))

    def _log(self, what: Event.What, **columns: object) -> None:
        Event.objects.create(enquiry=self.enquiry, recipient=self.link.recipient, what=what, **columns)

    def _follow(self, state: CaseState) -> None:
        """Bring the recipient of an enquiry to a state, and the enquiry to what then holds for all recipients.

        Of the other mails no state follows.
        """
        if self.mail.kind != Kind.TO_GROUP or self.link.recipient is None:
            return
        # A case that has gone on meanwhile stays where it is: an error here would make the worker send the mail again.
        # The database is asked, not the object at hand: an action that is repeated may have changed that before it
        # failed.
        with suppress(IllegalMove):
            move(self.link.recipient, state, CASE_MOVES)
        sync_state(self.enquiry)
