"""How soon enquiries are answered and with what outcome: of a group for itself, in public of the network only."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import NamedTuple

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from groups.models import LeaderGroup

from .models import Enquiry, EnquiryRecipient
from .sla.pending import is_led_by_another
from .sla.workdays import working_days_between
from .states import CaseState, Outcome

MIN_CASES = 10  # fewer would let a reader draw conclusions about single cases
PERIOD = timedelta(days=365)


@dataclass(frozen=True)
class EnquiryStatistics:
    """Figures of the enquiries sent in the last year."""

    sent: int = 0
    answered: int = 0
    median_days: int | None = None  # working days within which half of the answered ones were answered
    closed: int = 0
    outcomes: dict[Outcome, int] = field(default_factory=dict)  # closed cases by outcome, the most frequent first

    @property
    def has_enough_answered(self) -> bool:
        """Whether the answering time may be published."""
        return self.answered >= MIN_CASES

    @property
    def has_enough_closed(self) -> bool:
        """Whether the outcomes may be published."""
        return self.closed >= MIN_CASES


class _CaseDates(NamedTuple):
    sent_on: date
    answered_at: datetime | None
    outcome: str


def group_statistics(group: LeaderGroup, today: date) -> EnquiryStatistics:
    """Return the figures of one group, for its own staff. today: date in Finland.

    An enquiry that another group answers does not count, unless this one has answered all the same.
    """
    cases = EnquiryRecipient.objects.filter(group=group, sent_on__gt=today - PERIOD)
    cases = cases.filter(~is_led_by_another() | Q(answered_at__isnull=False))
    return _statistics(cases)


def network_statistics(today: date) -> EnquiryStatistics:
    """Return the figures of all groups together; an enquiry to several groups counts once, by its first answer."""
    enquiries = Enquiry.objects.exclude(state=CaseState.HELD).annotate(
        sent_on=Min("recipients__sent_on"), answered_at=Min("recipients__answered_at")
    )
    # What was held and never released has no such day, and was never an enquiry.
    return _statistics(enquiries.filter(sent_on__gt=today - PERIOD))


def _statistics(cases: QuerySet) -> EnquiryStatistics:
    """cases: rows with sent_on, answered_at and outcome."""
    rows = [_CaseDates(*row) for row in cases.values_list(*_CaseDates._fields)]
    days = [working_days_between(row.sent_on, timezone.localdate(row.answered_at)) for row in rows if row.answered_at]
    outcomes = Counter(Outcome(row.outcome) for row in rows if row.outcome)
    return EnquiryStatistics(
        sent=len(rows),
        answered=len(days),
        median_days=median_low(days) if days else None,
        closed=outcomes.total(),
        outcomes=dict(outcomes.most_common()),
    )
