"""The front page of the administration: what waits for the person who has signed in."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse

from enquiries.models import Enquiry, EnquiryRecipient
from enquiries.sla.pending import UNREAD, counted_before, owing
from enquiries.states import CaseState
from enquiries.statistics import Numbers, of_group
from groups import models as groups
from groups import permissions
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
    """Cases without an answer: how many, how many of them are unread or overdue, and the one that waits the longest."""

    count: int
    unread: int
    overdue: int
    mine: int
    oldest: EnquiryRecipient | None


def open_cases_of(user, today):
    """Return the Waiting cases that a user sees. today: date. Two statements."""
    cases = permissions.visible_to(owing(), user)
    numbers = cases.aggregate(
        count=Count("pk"),
        unread=Count("pk", filter=Q(state__in=UNREAD)),
        overdue=Count("pk", filter=Q(sent_on__lte=counted_before(today))),
        mine=Count("pk", filter=Q(assignee=user.pk)),
    )
    return OpenCases(**numbers, oldest=cases.select_related("enquiry").order_by("enquiry__created_at").first())


@dataclass
class Fact:
    """One kind of facts in a group's profile: how many there are, and how many somebody should look at."""

    name: str
    url: str  # of the page in the admin where they are mended
    count: int
    unchecked: int
    without_source: int
    unconfirmed: int = 0


@dataclass
class Profile:
    """What an editor is told of her group; `numbers` say how soon it answers, to itself alone."""

    group: groups.LeaderGroup
    numbers: Numbers
    facts: list[Fact] = field(default_factory=list)


def profiles_of(user, today):
    """Return the Profile of each group that the user is an editor of, with the facts that need a look. today: date."""
    own = groups.LeaderGroup.objects.filter(pk__in=permissions.permissions_of(user).own).alphabetical()
    profiles = {group.pk: Profile(group, of_group(group, today)) for group in own}
    for model, has_list in FACTS.items() if profiles else ():
        numbers = {"count": Count("pk"), "unchecked": Count("pk", filter=Q(checked_on=None))}
        numbers["without_source"] = Count("pk", filter=Q(source=""))
        if model is groups.ServiceOffer:
            numbers["unconfirmed"] = Count("pk", filter=Q(is_confirmed=False))
        rows = model.objects.filter(group__in=profiles).order_by().values("group").annotate(**numbers)
        for row in rows:
            key = row.pop("group")
            if row["unchecked"] or row["without_source"] or row.get("unconfirmed"):
                url = _list_of(model, key) if has_list else reverse("admin:groups_leadergroup_change", args=[key])
                profiles[key].facts.append(Fact(str(model._meta.verbose_name_plural), url, **row))
    return list(profiles.values())


def _list_of(model, group_key):
    return f"{reverse(f'admin:groups_{model._meta.model_name}_changelist')}?group__exact={group_key}"


@dataclass
class GroupWatch:
    """How a group keeps its word. last_checked: the newest day on which anybody compared an offer with its source."""

    group: groups.LeaderGroup
    unanswered: int = 0
    overdue: int = 0
    unconfirmed: int = 0
    last_checked: date | None = None


@dataclass
class WatchedRegion:
    """The groups whose main region it is; region None for groups without one."""

    region: object
    groups: list[GroupWatch] = field(default_factory=list)

    @property
    def overdue(self):
        return sum(watched.overdue for watched in self.groups)


def watched_by(user, today):
    """Return the groups that a coordinator looks after as WatchedRegions; [] for who is no coordinator."""
    if not permissions.permissions_of(user).roles - {groups.Role.EDITOR}:
        return []
    watched = {group.pk: GroupWatch(group) for group in _seen_groups(user)}
    late = counted_before(today)
    for row in (
        owing().order_by().values("group").annotate(count=Count("pk"), overdue=Count("pk", filter=Q(sent_on__lte=late)))
    ):
        if one := watched.get(row["group"]):
            one.unanswered, one.overdue = row["count"], row["overdue"]
    offers = groups.ServiceOffer.objects.order_by().values("group")
    for row in offers.annotate(open=Count("pk", filter=Q(is_confirmed=False)), newest=Max("checked_on")):
        if one := watched.get(row["group"]):
            one.unconfirmed, one.last_checked = row["open"], row["newest"]
    regions = {}
    for one in watched.values():
        regions.setdefault(one.group.home_region, WatchedRegion(one.group.home_region)).groups.append(one)
    return sorted(regions.values(), key=lambda region: (-region.overdue, ordering_key(str(region.region or "ö"))))


def _seen_groups(user):
    current = groups.LeaderGroup.objects.current().select_related("home_region")
    return permissions.visible_to(current, user, "pk").alphabetical()


def held_enquiries(user):
    """Return how many enquiries are held as suspected spam; None for who does not decide about them."""
    return Enquiry.objects.filter(state=CaseState.HELD).count() if permissions.is_network_coordinator(user) else None
