"""What the drill counts at the end, each figure with the bound that it must keep."""

from collections import Counter
from dataclasses import dataclass

from senders import ACKNOWLEDGED, CUT_OFF, UNAVAILABLE

from enquiries.models import Enquiry, EnquiryRecipient
from enquiries.tokens import read_form_token, read_receipt_token
from outbox.models import OutboxMail

KNOWN = ACKNOWLEDGED, UNAVAILABLE, CUT_OFF


@dataclass
class Figure:
    """A count and the most it may be (None: only told)."""

    what: str
    value: float
    most: float | None = None

    @property
    def is_broken(self):
        return self.most is not None and self.value > self.most


def of_senders(senders):
    """Return Figures about the enquiries: what the portal acknowledged against what stands in its database."""
    rows = {row.submission_key: row for row in Enquiry.objects.all()}
    answered = [sender for sender in senders if sender.receipts]
    answers = Counter(answer for sender in senders for answer in sender.answers)
    # Each Sender has an address of their own: two rows of one address are one enquiry doubled.
    doubled = len(rows) - len({row.email for row in rows.values()})
    return [
        Figure("enquiries written", len(senders)),
        Figure("tries that were cut off", answers[CUT_OFF]),
        Figure("answers 503", answers[UNAVAILABLE]),
        Figure("answers neither a receipt nor 503", answers.total() - sum(answers[code] for code in KNOWN), 0),
        Figure("not acknowledged in the end", len(senders) - len(answered), 0),
        Figure("acknowledged without a row", sum(not _is_kept(sender, rows) for sender in answered), 0),
        Figure("doubled rows", doubled, 0),
        Figure("rows that nobody wrote", len(rows.keys() - {_key(sender) for sender in senders}), 0),
        Figure("held as suspected spam", sum(bool(row.held_because) for row in rows.values()), 0),
    ]


def of_mails(taken, killed_workers, last_back):
    """Return Figures about the mails. taken: Message-IDs that the mail server has taken, in order.

    killed_workers: how many mail workers were killed. last_back: when the last fault was over, seconds since 1970.
    """
    mails = {mail.message_id: mail for mail in OutboxMail.objects.all()}
    copies = Counter(taken)
    wanted = Enquiry.objects.count() + EnquiryRecipient.objects.count()
    last_sent = max((mail.sent_at.timestamp() for mail in mails.values() if mail.sent_at), default=0)
    return [
        Figure("mails queued", len(mails)),
        Figure("receipts and mails to groups never queued", wanted - len(mails), 0),
        Figure("mails missing at the mail server", len(mails.keys() - copies.keys()), 0),
        Figure("mails not marked as sent", sum(mail.state != "sent" for mail in mails.values()), 0),
        Figure("mails under a Message-ID that no row has", len(copies.keys() - mails.keys()), 0),
        Figure("second copies, same Message-ID", copies.total() - len(copies), killed_workers),
        Figure("most copies of one mail", max(copies.values(), default=0)),
        Figure("seconds from the last fault to the last mail", round(last_sent - last_back, 1), 60),
    ]


def of_clicks(senders, times):
    """Return Figures about enquiries that were sent many times at once. senders: those who sent theirs `times`."""
    rows = Enquiry.objects.filter(email__in=[sender.fields["email"] for sender in senders]).count()
    return [
        Figure(f"enquiries sent {times} times at once", len(senders)),
        Figure("answers other than its receipt", sum(not _is_one(sender, times) for sender in senders), 0),
        Figure("rows too many or too few", abs(rows - len(senders)), 0),
    ]


def _is_one(sender, times):
    return len(sender.receipts) == times and len(set(sender.receipts)) == 1


def _is_kept(sender, rows):
    row = rows.get(_key(sender))
    return row is not None and row.reference == read_receipt_token(sender.receipts[0].rstrip("/").rsplit("/", 1)[1])


def _key(sender):
    return read_form_token(sender.fields["token"]).key
