"""The same text from many senders to many groups: what a person would not write.

Two texts are compared by what share of their runs of words they have in common, so that a changed name or link does not
hide that they are one text. The ratios of rapidfuzz count words or letters, which lie too close: 80 to 86 for different
enquiries in the same words of courtesy, 93 to 98 for a mass mailing; the share of runs is 31 % against 62 %.
Only the newest enquiries are compared and only the beginning of each: a bound for the work.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models.functions import Left

from enquiries.models import Enquiry, EnquiryRecipient
from enquiries.services import Submission

WITHIN = timedelta(hours=24)
MAX_COMPARED = 50  # enquiries
COMPARED_CHARACTERS = 600  # at the beginning of each text
RUN_WORDS = 3
MIN_LIKENESS = 0.5  # share of the runs of two texts that both have
# From so many senders to so many groups: neighbours who send their village's common letter stay below it.
MIN_SENDERS, MIN_GROUPS = 3, 3

Runs = set[tuple[str, ...]]


def flag_mass_mailing(submission: Submission, now: datetime) -> Submission:
    """Return a submission as it is, or held when it is part of a mass mailing."""
    keys = [group.pk for group in submission.groups]
    if submission.held_because or not is_mass_mailing(submission.text, submission.email, keys, now):
        return submission
    return replace(submission, held_because=Enquiry.HeldBecause.SENT_AROUND)


def is_mass_mailing(text: str, email: str, group_keys: Iterable[int], now: datetime) -> bool:
    """Return whether an enquiry says what others have lately said to other groups.

    text, email: what was written, and by whom. group_keys: primary keys of the groups asked, none for the coordinator.
    One statement, two when something is alike.
    """
    own_runs = runs(text[:COMPARED_CHARACTERS])
    latest = Enquiry.objects.filter(created_at__gt=now - WITHIN).exclude(email__iexact=email).order_by("-created_at")
    rows = latest.values_list("pk", "email", Left("text", COMPARED_CHARACTERS))[:MAX_COMPARED]
    alike = {pk: sender.lower() for pk, sender, other in rows if likeness(own_runs, runs(other)) >= MIN_LIKENESS}
    if len(set(alike.values())) + 1 < MIN_SENDERS:
        return False
    asked = EnquiryRecipient.objects.filter(enquiry__in=alike).values_list("group", flat=True)
    own: set[int | None] = set(group_keys) or {None}
    return len(own.union(asked)) >= MIN_GROUPS


def runs(text: str) -> Runs:
    """Return the runs of words in a text; a shorter text is one run."""
    words = text.casefold().split()
    return set(zip(*(words[start:] for start in range(RUN_WORDS)), strict=False)) or {tuple(words)}


def likeness(left: Runs, right: Runs) -> float:
    """Return how alike two sets of runs are: 0 nothing in common, 1 the same (Jaccard)."""
    return len(left & right) / len(left | right)
