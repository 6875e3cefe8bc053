"""What is expected, written from issue 4 and docs/adr/0007: for each address its class, for each model its rights.

A class says for a person and an Ask which answers are right. Whatever no rule names is an error (matrix.py).
"""

from dataclasses import dataclass, field
from typing import Any

OPEN, LED_ON, SIGN_IN, CODE = "open", "led on", "led to sign in", "led to the second factor"
REFUSED, NOT_FOUND, NO_SUCH_METHOD, BAD = "refused", "not found", "no such method", "bad request"
AS_MISSING = "as a row that does not exist"
CLOSED = {REFUSED, NOT_FOUND, NO_SUCH_METHOD, BAD}


@dataclass(frozen=True)
class Ask:
    """One request. row: whose row it is about, "a" or "b"; "" when it is about none; MISSING when there is none."""

    route: str
    path: str
    method: str = "GET"
    data: dict[str, Any] = field(default_factory=dict, hash=False)
    row: str = ""
    key: str = ""  # what stands for the row in the address
    deed: str = ""  # what a POST is meant to do


@dataclass(frozen=True)
class Expected:
    """The answers that are right, and whether the request may write."""

    answers: set
    writes: bool = False


MISSING = "missing"
SHARED = "shared"  # a row that belongs to no group

# Rights over models: what a person may do with a row ("view", "add", "change", "delete").
ALL = {"view", "add", "change", "delete"}


def facts(person, group):
    """Profile, offers, examples, strategies, contacts: own ones edited, those of one's region read."""
    return ALL if person.speaks_for(group) else {"view"} if person.sees(group) else set()


def group_itself(person, group):
    return ALL if person.runs_network else facts(person, group) & {"view", "change"}


def area(person, group):
    return ALL if person.runs_network else facts(person, group) & {"view"}


def project(person, group):
    return ALL if person.runs_network else facts(person, group) & {"view", "change"}


def case(person, group):
    """An enquiry to a group: nobody adds or deletes one. Who sees it does something with it."""
    return {"view", "change"} if person.sees(group) else set()


def template(person, group):
    if person.runs_network:
        return ALL
    if group == SHARED:
        return {"view"} if person.own | person.watched else set()
    return facts(person, group)


def of_network(person, group):
    """Places, services, pages, memberships: for the network's coordinator."""
    return ALL if person.runs_network else set()


def kept_of_network(person, group):
    """Whole enquiries and mails: the coordinator acts on them, nobody adds or deletes any."""
    return {"view", "change"} if person.runs_network else set()


def derived(person, group):
    """Rows that the portal computes: only looked at."""
    return {"view"} if person.runs_network else set()


def load(person, group):
    """A load of projects: added by sending a file, undone, never edited."""
    return {"view", "add"} if person.runs_network else set()


def user(person, group):
    """Users are invited, changed, deactivated; superusers by superusers only. Nobody is deleted."""
    if not person.runs_network:
        return set()
    return {"view"} if group == "superuser" and not person.is_superuser else {"view", "add", "change"}


MODELS = {
    "places.region": of_network,
    "places.municipality": of_network,
    "places.postalcode": of_network,
    "places.findablename": derived,
    "places.boundaryset": derived,
    "places.municipalboundary": derived,
    "places.shape": derived,
    "places.loadedrow": derived,
    "places.searchentry": derived,
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
    "projects.importrun": load,
    "projects.theme": of_network,
    "projects.programme": of_network,
    "projects.projectsource": of_network,
    "enquiries.enquiryrecipient": case,
    "enquiries.enquiry": kept_of_network,
    "outbox.outboxmail": kept_of_network,
    "enquiries.answertemplate": template,
    "auth.user": user,
}
# Rows that are edited inside the form of another model, and ask for choices there.
PARTS = {"groups.dutyservice": of_network, "projects.projectplace": project, "groups.areamembership": area}
# Models of which one row belongs to a group.
OF_A_GROUP = {label for label, right in MODELS.items() if right in (facts, group_itself, area, project, case, template)}


def at_all(right, person):
    """Return what a person may do with some row of a model."""
    return set().union(*(right(person, group) for group in (*person.own, *person.watched, SHARED)))


def led_to_the_way_in(person):
    """Return the answer to who is not let in."""
    return CODE if person.is_known else SIGN_IN


# Classes of addresses. Each takes a person and an Ask, and returns what is expected.


def public(person, ask):
    """For everybody alike, and nothing is written. matrix.py compares the people with each other besides."""
    if ask.row == MISSING:
        return Expected({NOT_FOUND, NO_SUCH_METHOD, OPEN} if ask.method == "OPTIONS" else {NOT_FOUND, NO_SUCH_METHOD})
    return Expected({OPEN} if ask.method in ("GET", "HEAD") else {OPEN, NO_SUCH_METHOD})


def lasting(person, ask):
    """A public address that leads on to another."""
    return Expected({NOT_FOUND} if ask.row == MISSING else {LED_ON})


def no_such_thing(person, ask):
    return Expected({NOT_FOUND})


def by_key(person, ask):
    """Who has the key may read and act, whoever she is; without it there is nothing."""
    if ask.row == MISSING:
        return Expected({NOT_FOUND, NO_SUCH_METHOD})
    answers = {OPEN} if ask.method in ("GET", "HEAD") else {OPEN, LED_ON, NO_SUCH_METHOD}
    return Expected(answers, writes=ask.method == "POST")


def way_in(person, ask):
    """The page of signing in: leads on whoever is in."""
    return _of_methods(ask, {LED_ON} if person.is_let_in else {OPEN})


def code(person, ask):
    if person.is_let_in:
        return _of_methods(ask, {LED_ON})
    return _of_methods(ask, {OPEN} if person.is_known else {SIGN_IN})


def second_factor(person, ask):
    """Open to who is let in; who has a phone and has not shown it can't take another."""
    return _of_methods(ask, {OPEN} if person.is_let_in else {led_to_the_way_in(person)})


def own_access(person, ask):
    return second_factor(person, ask)


def own_deed(person, ask):
    """What only POST does, for who is let in."""
    if ask.method != "POST":
        return Expected({NO_SUCH_METHOD})
    return Expected(
        {OPEN, SIGN_IN} if person.is_let_in else {led_to_the_way_in(person)},
        writes=person.is_let_in,
    )


def to_way_in(person, ask):
    """Django's own page for signing in: leads to ours."""
    return Expected({SIGN_IN})


def sign_out(person, ask):
    return Expected({SIGN_IN} if ask.method == "POST" else {NO_SUCH_METHOD})


def language(person, ask):
    return Expected({LED_ON})


def staff(person, ask):
    """For whoever is let in, with or without a membership."""
    if not person.is_let_in:
        return Expected({led_to_the_way_in(person)})
    return Expected({OPEN} if ask.method in ("GET", "HEAD") else {OPEN, NO_SUCH_METHOD})


def staff_led_on(person, ask):
    return Expected({LED_ON} if person.is_let_in else {led_to_the_way_in(person)})


def staff_nothing(person, ask):
    """Below /admin/, but nothing to be had without more: not even what there is and is not."""
    closed = CLOSED | {OPEN} if ask.method == "OPTIONS" else CLOSED  # tells the methods that there are, no more
    return Expected(closed if person.is_let_in else {led_to_the_way_in(person)})


def staff_public_page(person, ask):
    """The way from the administration to a public page: for rows that have one and that the person sees."""
    if not person.is_let_in:
        return Expected({led_to_the_way_in(person)})
    return Expected({LED_ON} if ask.row == "b" and person.sees("b") else {NOT_FOUND})


def app_list(person, ask):
    """The front page of one app: there is one for who may look at something in it."""
    if not person.is_let_in:
        return Expected({led_to_the_way_in(person)})
    labels = [label for label in MODELS if label.startswith(f"{ask.key}.")]
    sees_some = any("view" in at_all(MODELS[label], person) for label in labels)
    return Expected({OPEN} if sees_some else {NOT_FOUND})


def of_model(right, page):
    """Return the class of an address of a model's admin. page: what comes after the model in the address."""

    def expected(person, ask):
        if not person.is_let_in:
            return Expected({led_to_the_way_in(person)})
        if ask.method not in ("GET", "POST"):
            # Whatever GET does not open, no other method does; nothing but POST writes.
            as_get = PAGES[page](person, at_all(right, person), right(person, ask.row), "GET", ask)
            return Expected(as_get.answers | {NO_SUCH_METHOD}, as_get.writes)
        of_row = set() if ask.row == MISSING else right(person, ask.row)
        return PAGES[page](person, at_all(right, person), of_row, ask.method, ask)

    return expected


def _list(person, some, of_row, method, ask):
    if "view" not in some:
        return Expected({REFUSED})
    if method == "GET":
        return Expected({OPEN})
    needed = "delete" if ask.deed == "delete_selected" else "change"
    speaks = not ask.route.startswith("admin/enquiries/") or person.speaks_for(ask.row)
    return Expected({OPEN, LED_ON, REFUSED}, writes=needed in of_row and speaks)


def _csv(person, some, of_row, method, ask):
    return Expected({OPEN} if "view" in some else {REFUSED})


def _add(person, some, of_row, method, ask):
    return Expected({OPEN} if "add" in some else {REFUSED})


def _change(person, some, of_row, method, ask):
    if "view" not in of_row:
        return Expected({AS_MISSING})
    if method == "GET":
        return Expected({OPEN})
    if "change" not in of_row:
        return Expected({REFUSED})
    if ask.row == "held":  # is released first
        return Expected({OPEN, LED_ON}, writes=True)
    if ask.deed in ("answer", "close"):  # only who speaks for a group speaks to the sender
        speaks = person.speaks_for(ask.row)
        return Expected({LED_ON} if speaks else {REFUSED}, writes=speaks)
    return Expected({LED_ON} if ask.deed == "note" else {OPEN, LED_ON}, writes=True)


def _delete(person, some, of_row, method, ask):
    if "view" not in of_row:
        return Expected({AS_MISSING})
    if "delete" not in of_row:
        return Expected({REFUSED})
    return Expected({OPEN} if method == "GET" else {OPEN, LED_ON}, writes=method == "POST")


def _history(person, some, of_row, method, ask):
    if "view" not in of_row:
        return Expected({AS_MISSING})
    return Expected({OPEN} if method == "GET" else {OPEN, REFUSED})  # no version was named


def _old_address(person, some, of_row, method, ask):
    """Leads on to the page of changing, whether there is such a row or not."""
    return Expected({LED_ON})


def _of_run(person, some, of_row, method, ask):
    if "view" not in some:
        return Expected({REFUSED})
    return Expected({NOT_FOUND} if not of_row else {OPEN, LED_ON}, writes=method == "POST")


def _preview(person, some, of_row, method, ask):
    """A file that waits: for who has sent it. What it would do is tried out, and taken back."""
    if "add" not in some:
        return Expected({REFUSED})
    return Expected({OPEN, LED_ON} if ask.row == person.name else {NOT_FOUND}, writes=ask.row == person.name)


PAGES = {
    "": _list,
    "add/": _add,
    "<object_id>/change/": _change,
    "<object_id>/delete/": _delete,
    "<object_id>/history/": _history,
    "<object_id>/": _old_address,
    "csv/": _csv,
    "add/<pk>/": _preview,
    "<pk>/rejected.csv": _of_run,
    "<pk>/undo/": _of_run,
}


def _of_methods(ask, answers):
    return Expected(answers if ask.method in ("GET", "HEAD", "POST") else {NO_SUCH_METHOD})


ROUTES = {
    "": lasting,
    "municipality/<code>": lasting,
    "region/<code>": lasting,
    "group/<slug>": lasting,
    "project/<pk>": lasting,
    "api/v1/": public,
    "api/v1/schema/": public,
    "api/v1/regions/": public,
    "api/v1/regions/<code>/": public,
    "api/v1/municipalities/": public,
    "api/v1/municipalities/<code>/": public,
    "api/v1/groups/": public,
    "api/v1/groups/<slug>/": public,
    "api/v1/areas/": public,
    "api/v1/services/": public,
    "api/v1/services/<code>/": public,
    "api/v1/duties/": public,
    "api/v1/duties/<code>/": public,
    "api/v1/offers/": public,
    "api/v1/examples/": public,
    "api/v1/projects/": public,
    "api/v1/projects/<id>/": public,
    "api/v1/themes/": public,
    "api/v1/themes/<code>/": public,
    "api/v1/sources/": public,
    "api/v1/sources/<code>/": public,
    "api/v1/<rest>/": no_such_thing,
    "embed/municipality/<code>": public,
    "embed/group/<slug>": public,
    "healthz": public,
    "readyz": public,
    "robots.txt": public,
    "sitemap.xml": public,
    "admin/login/": to_way_in,
    "admin/logout/": sign_out,
    "admin/password_change/": staff_led_on,
    "admin/": staff,
    "admin/password_change/done/": staff,
    "admin/autocomplete/": staff_nothing,  # with its parameters: test_choices.py
    "admin/jsi18n/": staff,
    "admin/r/<content_type_id>/<object_id>/": staff_public_page,
    "admin/<app_label>/": app_list,
    "admin/<url>": staff_nothing,
    "en/": public,
    "en/municipalities/": public,
    "en/municipalities/<slug>/": public,
    "en/municipalities/<slug>/similar/": public,
    "en/regions/": public,
    "en/regions/<slug>/": public,
    "en/regions/<slug>/services/": public,
    "en/groups/": public,
    "en/groups/compare/": public,
    "en/groups/<slug>/": public,
    "en/services/": public,
    "en/services/<slug>/": public,
    "en/duties/": public,
    "en/duties/<slug>/": public,
    "en/examples/": public,
    "en/find/": public,
    "en/search/": public,
    "en/about/": public,
    "en/about/data/": public,
    "en/about/accessibility/": public,
    "en/about/privacy/": public,
    "en/about/open-data/": public,
    "en/about/enquiries/": public,
    "en/projects/": public,
    "en/projects/statistics/": public,
    "en/projects/projects.<file_format>": public,
    "en/projects/atom.xml": public,
    "en/projects/<pk>-<slug>/": public,
    "en/projects/<pk>/": lasting,
    "en/sign-in/": way_in,
    "en/sign-in/code/": code,
    "en/sign-in/second-factor/": second_factor,
    "en/sign-in/recovery-codes/": own_deed,
    "en/sign-in/forgotten/": public,
    "en/sign-in/new-password/<key>/": by_key,
    "en/sign-in/my-access/": own_access,
    "en/sign-in/my-access/password/": own_access,
    "en/sign-in/my-access/language/": language,
    "en/sign-in/sign-out/": sign_out,
    "en/sign-in/sign-out/everywhere/": own_deed,
    "en/enquiry/": public,
    "en/enquiry/received/<token>/": by_key,
    "en/enquiry/<key>/": by_key,
    "en/enquiry/<key>/erase/": by_key,
    "media/<path>": no_such_thing,  # in development only; production serves media without Django
}


def class_of(route):
    """Return the class of an address; None when nobody has said what is expected there."""
    if route in ROUTES:
        return ROUTES[route]
    parts = route.split("/", 3)
    if len(parts) < 4 or parts[0] != "admin":
        return None
    right, page = MODELS.get(f"{parts[1]}.{parts[2]}"), parts[3]
    return of_model(right, page) if right and page in PAGES else None
