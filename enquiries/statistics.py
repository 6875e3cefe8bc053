"""How soon enquiries are answered and what came of them: for a group of itself, in public of the whole network only."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median_low

from django.db.models import Min, Q
from django.utils import timezone

from .models import Enquiry, EnquiryRecipient
from .sla.pending import is_led
from .sla.workdays import working_days_between
from .states import CaseState, Outcome

LEAST = 10  # cases; from fewer, a figure would tell of single ones
PERIOD = timedelta(days=365)


@dataclass(frozen=True)
class Numbers:
    """Of the enquiries sent in the last year. median_days: working days in which half of the answered were.

    outcomes: {Outcome: how many closed cases ended so}, the most frequent first.
    """

    sent: int = 0
    answered: int = 0
    median_days: int | None = None
    closed: int = 0
    outcomes: dict[Outcome, int] = field(default_factory=dict)

    @property
    def says_something(self):
        """Whether so many were answered that the figures may be shown in public."""
        return self.answered >= LEAST

    @property
    def outcomes_say_something(self):
        return self.closed >= LEAST


def of_group(group, today):
    """Return the Numbers of one group (LeaderGroup), for its own staff. today: date in Finland.

    What another group answers for is no enquiry of this one, unless it has answered all the same.
    """
    parts = EnquiryRecipient.objects.filter(group=group, sent_on__gt=today - PERIOD)
    parts = parts.filter(~is_led() | Q(answered_at__isnull=False))
    rows = parts.values_list("sent_on", "answered_at", "outcome")
    return _numbers([(sent_on, answered_at, outcome) for sent_on, answered_at, outcome in rows])


def of_network(today):
    """Return the Numbers of all groups together; a case sent to several groups counts once, by its first answer."""
    cases = Enquiry.objects.exclude(state=CaseState.HELD).annotate(
        sent_on=Min("recipients__sent_on"), answered_at=Min("recipients__answered_at")
    )
    # What was held and never released has no such day, and was never an enquiry.
    return _numbers(list(cases.filter(sent_on__gt=today - PERIOD).values_list("sent_on", "answered_at", "outcome")))


def _numbers(cases):
    """Return the Numbers of cases: (sent on, first answered at or None, outcome or "") each."""
    days = [working_days_between(sent_on, timezone.localdate(at)) for sent_on, at, _outcome in cases if at]
    ends = Counter(Outcome(outcome) for _sent_on, _at, outcome in cases if outcome)
    return Numbers(
        sent=len(cases),
        answered=len(days),
        median_days=median_low(days) if days else None,
        closed=ends.total(),
        outcomes=dict(ends.most_common()),
    )
