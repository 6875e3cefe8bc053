"""The same text from many senders to many groups: what a person would not write, and looks at first.

Compared by what share of their runs of words two texts have in common, so that a changed name or link does not hide
that they are one text. Only the newest enquiries are looked at and only the beginning of each: a bound for the work.
"""

from dataclasses import replace
from datetime import timedelta

from django.db.models.functions import Left

from enquiries.models import Enquiry, EnquiryRecipient

WITHIN = timedelta(hours=24)
LOOKED_AT = 50  # enquiries
BEGINNING = 600  # characters
RUN = 3  # words
ALIKE = 0.5  # share of the runs of two texts that both have
# From so many senders to so many groups: neighbours who send their village's common letter stay below it.
SENDERS, GROUPS = 3, 3


def flag_mass_mailing(submission, now):
    """Return a Submission as it is, or held when its text is sent around. now: aware datetime."""
    keys = [group.pk for group in submission.groups]
    if submission.held_because or not is_sent_around(submission.text, submission.email, keys, now):
        return submission
    return replace(submission, held_because=Enquiry.HeldBecause.SENT_AROUND)


def is_sent_around(text, email, group_keys, now):
    """Return whether an enquiry says what others have lately said to other groups.

    text, email: what was written, and by whom. group_keys: iterable of the primary keys of the groups asked, none for
    the coordinator. now: aware datetime. One statement, two when something is alike.
    """
    own_runs = runs(text[:BEGINNING])
    latest = Enquiry.objects.filter(created_at__gt=now - WITHIN).exclude(email__iexact=email).order_by("-created_at")
    rows = latest.values_list("pk", "email", Left("text", BEGINNING))[:LOOKED_AT]
    alike = {pk: sender.lower() for pk, sender, other in rows if likeness(own_runs, runs(other)) >= ALIKE}
    if len(set(alike.values())) + 1 < SENDERS:
        return False
    asked = EnquiryRecipient.objects.filter(enquiry__in=alike).values_list("group", flat=True)
    return len({*asked, *(group_keys or [None])}) >= GROUPS


def runs(text):
    """Return the set of runs of words in a text, each a tuple; a shorter text is one run."""
    words = text.casefold().split()
    return set(zip(*(words[start:] for start in range(RUN)), strict=False)) or {tuple(words)}


def likeness(one, other):
    """Return how alike two sets of runs are: 0 nothing in common, 1 the same (Jaccard)."""
    return len(one & other) / len(one | other)
