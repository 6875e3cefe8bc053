"""Who may do what with a row of each model of the administration, written from docs/adr/0007, not from the code.

A permission is "view", "add", "change" or "delete". A rule takes a User and whose row it is.
"""

from collections.abc import Callable

from .users import User

Permissions = set[str]
Rule = Callable[[User, str], Permissions]

MISSING = "missing"
SHARED = "shared"  # a row that belongs to no group

ALL = {"view", "add", "change", "delete"}


def facts(user: User, group: str) -> Permissions:
    """Profile, offers, examples, strategies, contacts: own ones edited, those of one's region read."""
    return ALL if user.can_act_for(group) else {"view"} if user.can_view(group) else set()


def group_itself(user: User, group: str) -> Permissions:
    return ALL if user.runs_network else facts(user, group) & {"view", "change"}


def area(user: User, group: str) -> Permissions:
    return ALL if user.runs_network else facts(user, group) & {"view"}


def project(user: User, group: str) -> Permissions:
    return ALL if user.runs_network else facts(user, group) & {"view", "change"}


def case(user: User, group: str) -> Permissions:
    """An enquiry to a group: nobody adds or deletes one. Who sees it can do something with it."""
    return {"view", "change"} if user.can_view(group) else set()


def template(user: User, group: str) -> Permissions:
    if user.runs_network:
        return ALL
    if group == SHARED:
        return {"view"} if user.own | user.of_region else set()
    return facts(user, group)


def of_network(user: User, group: str) -> Permissions:
    """Places, services, pages, memberships: for the network's coordinator."""
    return ALL if user.runs_network else set()


def handled_by_network(user: User, group: str) -> Permissions:
    """Whole enquiries and mails: the coordinator acts on them, nobody adds or deletes any."""
    return {"view", "change"} if user.runs_network else set()


def derived(user: User, group: str) -> Permissions:
    """Rows that the portal computes: only looked at."""
    return {"view"} if user.runs_network else set()


def import_run(user: User, group: str) -> Permissions:
    """An import of projects: added by sending a file, undone, never edited."""
    return {"view", "add"} if user.runs_network else set()


def staff_user(user: User, group: str) -> Permissions:
    """Users are invited, changed, deactivated; superusers by superusers only. Nobody is deleted."""
    if not user.runs_network:
        return set()
    return {"view"} if group == "superuser" and not user.is_superuser else {"view", "add", "change"}


MODELS: dict[str, Rule] = {
    "places.region": of_network,
    "places.municipality": of_network,
    "places.postalcode": of_network,
    "places.findablename": derived,
    "places.boundaryset": derived,
    "places.municipalboundary": derived,
    "places.shape": derived,
    "seeding.loadedrow": derived,
    "search.searchentry": derived,
    "groups.leadergroup": group_itself,
    "groups.areamembership": area,
    "groups.localdevelopmentstrategy": facts,
    "groups.contact": facts,
    "groups.serviceoffer": facts,
    "groups.exampleactivity": facts,
    "groups.membership": of_network,
    "groups.strength": of_network,
    "groups.wish": of_network,
    "groups.statement": of_network,
    "groups.networkactivity": of_network,
    "groups.informationpage": of_network,
    "groups.programmingperiod": of_network,
    "groups.service": of_network,
    "groups.duty": of_network,
    "projects.project": project,
    "projects.importrow": derived,
    "projects.importrun": import_run,
    "projects.theme": of_network,
    "projects.programme": of_network,
    "projects.projectsource": of_network,
    "enquiries.enquiryrecipient": case,
    "enquiries.enquiry": handled_by_network,
    "outbox.outboxmail": handled_by_network,
    "enquiries.answertemplate": template,
    "auth.user": staff_user,
}
# Rows that are edited inside the form of another model, and ask for choices there.
PARTS: dict[str, Rule] = {
    "groups.dutyservice": of_network,
    "projects.projectplace": project,
    "groups.areamembership": area,
}
# Models of which one row belongs to a group.
OF_A_GROUP = {label for label, rule in MODELS.items() if rule in (facts, group_itself, area, project, case, template)}


def all_permissions(rule: Rule, user: User) -> Permissions:
    """Return what a user may do with any row of a model."""
    return set().union(*(rule(user, group) for group in (*user.own, *user.of_region, SHARED)))
