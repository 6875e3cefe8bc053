"""One round over the mailbox."""

import logging

from .mailbox import opened
from .process import MOST_BYTES, Outcome, process_message

logger = logging.getLogger(__name__)
MOST_MAILS = 500  # in a round


def empty(url, is_stopping=lambda: False):
    """Take every mail that waits in the mailbox at `url`; return {Taken: number}.

    What is taken is deleted there; what is left for a person is flagged and stays. When the process dies in between,
    the mail is read once more and known already. is_stopping: called before each mail; True ends the round.
    Raises MailboxError, or DatabaseError when the database is away: the mail waits for the next round.
    """
    counts = dict.fromkeys(Outcome, 0)
    with opened(url) as mailbox:
        for uid in mailbox.waiting()[:MOST_MAILS]:
            if is_stopping():
                break
            taken = _take(mailbox, uid)
            (mailbox.leave if taken is Outcome.LEFT else mailbox.remove)(uid)
            counts[taken] += 1
    return counts


def _take(mailbox, uid):
    if mailbox.size(uid) > MOST_BYTES:
        logger.info("Mail in with UID %s: left (too large)", uid.decode())
        return Outcome.LEFT
    return process_message(mailbox.read(uid))
