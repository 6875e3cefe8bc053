"""One round over the mailbox."""

import logging
from collections import Counter
from collections.abc import Callable

from .mailbox import Mailbox, open_mailbox
from .process import MAX_BYTES, Outcome, process_message

logger = logging.getLogger(__name__)
MAX_MAILS = 500  # in a round


def process_mailbox(url: str, is_stopping: Callable[[], bool] = lambda: False) -> Counter[Outcome]:
    """Process every mail that waits in the mailbox at `url`; return how many ended how.

    What is processed is deleted there; what is left for a person is flagged and stays. When the process dies in
    between, the mail is read once more and known already. is_stopping: called before each mail; True ends the round.
    Raises MailboxError, or DatabaseError when the database is away: the mail waits for the next round.
    """
    counts: Counter[Outcome] = Counter()
    with open_mailbox(url) as mailbox:
        for uid in mailbox.pending_uids()[:MAX_MAILS]:
            if is_stopping():
                break
            outcome = _process(mailbox, uid)
            if outcome is Outcome.LEFT:
                mailbox.flag(uid)
            else:
                mailbox.delete(uid)
            counts[outcome] += 1
    return counts


def _process(mailbox: Mailbox, uid: bytes) -> Outcome:
    if mailbox.size(uid) > MAX_BYTES:
        logger.info("Mail in with UID %s: left (too large)", uid.decode())
        return Outcome.LEFT
    return process_message(mailbox.read(uid))
