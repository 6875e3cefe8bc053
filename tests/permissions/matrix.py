"""Compare the answer to every user at every address with what is expected. Each difference is a line that says all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.contrib import admin

from enquiries.tokens import new_form_token

from .addresses import filled, routes
from .dataset import NO_ROW, SECRETS, WORDS, Dataset
from .expectations import CLOSED, Expected, public
from .policy import MISSING
from .requests import AS_MISSING, REDIRECTED, Answer, Request, is_alike, send
from .routes import class_of
from .users import USERS, User

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
Filter = Callable[[str], bool]  # of routes


def unlisted() -> list[str]:
    """Return the addresses of which routes.py says nothing."""
    return [route for route in routes() if class_of(route) is None]


def all_requests(
    dataset: Dataset, methods: Iterable[str] = METHODS, only: Filter = lambda route: True
) -> Iterator[Request]:
    """Yield each request to be made: every address, with each row that it can be about, by each method."""
    for route in routes():
        if class_of(route) is None or not only(route):
            continue
        rows = dataset.values_of(route)
        typical = _typical([row.whose for row in rows])
        for row in rows:
            path = filled(route, row.values)
            for method in methods:
                if method == "POST":
                    yield from _posts(dataset, Request(route, path, "POST", row=_group_of(row.whose), key=row.key))
                elif method == "GET" or (row.whose == typical and not _is_redundant(method, route)):
                    yield Request(route, path, method, row=_group_of(row.whose), key=row.key)


def _typical(rows: list[str]) -> str:
    """Return the row for the rare methods: b's, another group's to some users and one's own to others."""
    return "b" if "b" in rows else rows[0]


def _is_redundant(method: str, route: str) -> bool:
    """Return whether a method says nothing that PUT does not: the administration knows POST and anything else."""
    return method == "PATCH" and route.startswith("admin/")


def _posts(dataset: Dataset, post: Request) -> Iterator[Request]:
    """Yield what is posted to an address: nothing, or whatever changes most there."""
    label = ".".join(post.route.split("/")[1:3])
    if post.route.endswith("/delete/"):
        yield replace(post, data={"post": "yes"}, action="delete")
    elif post.route == "admin/enquiries/enquiryrecipient/<object_id>/change/":
        for action in ("answer", "note", "close"):
            data = {"action": action, "text": "x", "last_seen": 10**9, "token": new_form_token(), "outcome": "advice"}
            yield replace(post, data=data, action=action)
    elif label in dataset.rows and post.route.count("/") == 3:
        model_admin = next(each for model, each in admin.site._registry.items() if model._meta.label_lower == label)
        names = [getattr(action, "__name__", action) for action in model_admin.actions]
        for whose, row in dataset.rows[label].items():
            for action in [*names, "delete_selected"]:
                data = {"action": action, "_selected_action": [row.pk], "post": "yes", "outcome": "advice"}
                yield replace(post, row=_group_of(whose), data=data, action=action)
    else:
        yield post


def _group_of(whose: str) -> str:
    return whose.removesuffix(" of both")


def differences(
    dataset: Dataset,
    names: Iterable[str] = tuple(USERS),
    methods: Iterable[str] = METHODS,
    only: Filter = lambda route: True,
) -> list[str]:
    """Return a line for each answer that is not as expected."""
    lines: list[str] = []
    of_first: dict[str, str] = {}
    for request in all_requests(dataset, methods, only):
        address_class = class_of(request.route)
        assert address_class is not None
        for name in names:
            user = USERS[name]
            answer = send(dataset.clients, user, request)
            faults = list(_faults(dataset, user, request, answer, address_class(user, request)))
            if (
                address_class is public
                and of_first.setdefault(request.path + request.method, answer.kind) != answer.kind
            ):
                faults.append("not the same for everybody")
            about = f"{request.method} {request.path} ({request.action or '-'}, row {request.row or '-'})"
            lines += [f"{name}: {about}: {fault}" for fault in faults]
    return lines


def _faults(dataset: Dataset, user: User, request: Request, answer: Answer, expected: Expected) -> Iterator[str]:
    """Yield what is wrong with an answer, in words."""
    if AS_MISSING in expected.answers:
        yield from _unlike_missing(dataset, user, request, answer)
    elif answer.kind not in expected.answers:
        yield f"{answer.kind} {answer.target}, not {' or '.join(sorted(expected.answers))}"
    if answer.written and not expected.writes:
        yield f"writes {', '.join(sorted(answer.written))}"
    for words in (WORDS, SECRETS) if request.is_about_admin else (SECRETS,):
        for group, word in words.items():
            if word.encode() in answer.body and not _may_read(user, request, group):
                yield f"shows what belongs to {group}: {word}"


def _may_read(user: User, request: Request, group: str) -> bool:
    return request.is_about_admin and user.is_verified and user.can_view(group)


def _unlike_missing(dataset: Dataset, user: User, request: Request, answer: Answer) -> Iterator[str]:
    if answer.kind not in CLOSED | {REDIRECTED}:
        yield f"{answer.kind}, not as a missing row"
    if request.row != MISSING:
        without = replace(request, path=request.path.replace(f"/{request.key}/", f"/{NO_ROW}/"))
        key = (user.name, without.method, without.path, without.action)
        if key not in dataset.missing:
            dataset.missing[key] = send(dataset.clients, user, without)
        missing = dataset.missing[key]
        if not is_alike(answer, request.path, missing, without.path):
            yield f"{answer.status} {answer.target}, but {missing.status} {missing.target} for a missing row"
