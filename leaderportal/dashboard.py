"""The front page of the administration: what needs the attention of the user who has signed in."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from enquiries.models import Enquiry, EnquiryRecipient
from enquiries.sla.pending import UNREAD, awaiting_answer, overdue_cutoff
from enquiries.states import CaseState
from enquiries.statistics import EnquiryStatistics, group_statistics
from groups import models as groups
from groups import permissions
from groups.permissions import User
from places.models import Region
from text.normalise import ordering_key

# The facts of a profile, and which of them have a list of their own in the admin.
FACTS: dict[Any, bool] = {
    groups.ServiceOffer: True,
    groups.ExampleActivity: True,
    groups.LocalDevelopmentStrategy: True,
    groups.Contact: True,
    groups.GroupStrength: False,
    groups.Office: False,
    groups.BoardComposition: False,
}


@dataclass
class OpenCases:
    """The cases that an answer is awaited in: how many, how many of them are unread or overdue, and the oldest."""

    count: int
    unread: int
    overdue: int
    mine: int
    oldest: EnquiryRecipient | None


def open_cases_of(user: User, today: date) -> OpenCases:
    """Return the open cases that a user can view. Two statements."""
    cases = permissions.visible_to(awaiting_answer(), user)
    counts = cases.aggregate(
        count=Count("pk"),
        unread=Count("pk", filter=Q(state__in=UNREAD)),
        overdue=Count("pk", filter=Q(sent_on__lte=overdue_cutoff(today))),
        mine=Count("pk", filter=Q(assignee=user.pk)),
    )
    return OpenCases(**counts, oldest=cases.select_related("enquiry").order_by("enquiry__created_at").first())


@dataclass
class Fact:
    """One kind of facts in a group's profile: how many there are, and how many need checking."""

    name: str
    url: str  # of the page in the admin where they are edited
    count: int
    unchecked: int
    without_source: int
    unconfirmed: int = 0

    @property
    def problems(self) -> list[str]:
        """What needs checking, in words."""
        counts = {
            _("not confirmed %(count)s"): self.unconfirmed,
            _("never checked %(count)s"): self.unchecked,
            _("without a source %(count)s"): self.without_source,
        }
        return [text % {"count": count} for text, count in counts.items() if count]


@dataclass
class Profile:
    """A group's profile as its editors see it, with the group's own figures, which are not public."""

    group: groups.LeaderGroup
    statistics: EnquiryStatistics
    facts: list[Fact] = field(default_factory=list)


def profiles_of(user: User, today: date) -> list[Profile]:
    """Return the profile of each group that the user is an editor of, with the facts that need checking."""
    own = groups.LeaderGroup.objects.filter(pk__in=permissions.permissions_of(user).managed_groups).alphabetical()
    profiles = {group.pk: Profile(group, group_statistics(group, today)) for group in own}
    for model, has_list in FACTS.items() if profiles else ():
        counts = {
            "count": Count("pk"),
            "unchecked": Count("pk", filter=Q(checked_on=None)),
            "without_source": Count("pk", filter=Q(source="")),
        }
        if model is groups.ServiceOffer:
            counts["unconfirmed"] = Count("pk", filter=Q(is_confirmed=False))
        for row in model.objects.filter(group__in=profiles).order_by().values("group").annotate(**counts):
            group_pk = row.pop("group")
            if row["unchecked"] or row["without_source"] or row.get("unconfirmed"):
                url = _list_url(model, group_pk) if has_list else _profile_url(group_pk)
                profiles[group_pk].facts.append(Fact(str(model._meta.verbose_name_plural), url, **row))
    return list(profiles.values())


def _list_url(model: Any, group_pk: int) -> str:
    return f"{reverse(f'admin:groups_{model._meta.model_name}_changelist')}?group__exact={group_pk}"


def _profile_url(group_pk: int) -> str:
    return reverse("admin:groups_leadergroup_change", args=[group_pk])


@dataclass
class GroupWatch:
    """How well a group keeps its promises. last_checked: the newest day on which an offer was checked."""

    group: groups.LeaderGroup
    unanswered: int = 0
    overdue: int = 0
    unconfirmed: int = 0
    last_checked: date | None = None


@dataclass
class RegionWatch:
    """The groups whose main region it is; region None for groups without one."""

    region: Region | None
    groups: list[GroupWatch] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        return sum(watch.overdue for watch in self.groups)


def watched_regions(user: User, today: date) -> list[RegionWatch]:
    """Return the groups that a coordinator looks after, by region, the one with most overdue cases first.

    Empty for users who are not coordinators.
    """
    if not permissions.permissions_of(user).roles - {groups.Role.EDITOR}:
        return []
    watches = {group.pk: GroupWatch(group) for group in _visible_groups(user)}
    is_overdue = Q(sent_on__lte=overdue_cutoff(today))
    cases = awaiting_answer().order_by().values("group")
    for row in cases.annotate(count=Count("pk"), overdue=Count("pk", filter=is_overdue)):
        if watch := watches.get(row["group"]):
            watch.unanswered, watch.overdue = row["count"], row["overdue"]
    offers = groups.ServiceOffer.objects.order_by().values("group")
    for row in offers.annotate(open=Count("pk", filter=Q(is_confirmed=False)), newest=Max("checked_on")):
        if watch := watches.get(row["group"]):
            watch.unconfirmed, watch.last_checked = row["open"], row["newest"]
    regions: dict[Region | None, RegionWatch] = {}
    for watch in watches.values():
        region = watch.group.home_region
        regions.setdefault(region, RegionWatch(region)).groups.append(watch)
    return sorted(regions.values(), key=lambda watch: (-watch.overdue, ordering_key(str(watch.region or "ö"))))


def _visible_groups(user: User) -> list[groups.LeaderGroup]:
    visible = permissions.visible_to(groups.LeaderGroup.objects.all(), user, "pk")
    current = groups.LeaderGroup.objects.current().filter(pk__in=visible)
    return current.select_related("home_region").alphabetical()


def held_enquiry_count(user: User) -> int | None:
    """Return how many enquiries are held as suspected spam; None for users who do not decide about them."""
    return Enquiry.objects.filter(state=CaseState.HELD).count() if permissions.is_network_coordinator(user) else None
