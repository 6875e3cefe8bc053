"""Compare what everybody gets everywhere with what table.py expects. Each difference is a line that says all of it."""

from collections.abc import Iterator
from dataclasses import replace

from django.contrib import admin

from enquiries.tokens import new_form_token

from .addresses import filled, routes
from .asking import ask, is_alike
from .people import PEOPLE
from .scene import NO_ROW, SECRETS, WORDS
from .table import AS_MISSING, CLOSED, LED_ON, MISSING, Ask, class_of, public

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def unlisted():
    """Return the addresses of which table.py says nothing."""
    return [route for route in routes() if class_of(route) is None]


def asks(scene, methods=METHODS, only=lambda route: True) -> Iterator[Ask]:
    """Yield each request that is to be made: every address, with each row that it can be about, by each method."""
    for route in routes():
        if class_of(route) is None or not only(route):
            continue
        rows = scene.values_of(route)
        typical = _typical([row for row, _values, _key in rows])
        for row, values, key in rows:
            path = filled(route, values)
            for method in methods:
                if method == "POST":
                    yield from _posts(scene, route, path, row, key)
                elif method == "GET" or (row == typical and not _says_no_more(method, route)):
                    yield Ask(route, path, method, row=_whose(row), key=key)


def _typical(rows):
    """Return the row that the rare methods are asked about: b's, another group's to some and one's own to others."""
    return "b" if "b" in rows else rows[0]


def _says_no_more(method, route):
    """Return whether a method tells nothing that PUT does not: the administration knows POST and anything else."""
    return method == "PATCH" and route.startswith("admin/")


def _posts(scene, route, path, row, key):
    """Yield what is posted to an address: nothing, or whatever changes most there."""
    post = {"route": route, "path": path, "method": "POST", "row": _whose(row), "key": key}
    label = ".".join(route.split("/")[1:3])
    if route.endswith("/delete/"):
        yield Ask(**post, data={"post": "yes"}, deed="delete")
    elif route == "admin/enquiries/enquiryrecipient/<object_id>/change/":
        for deed in ("answer", "note", "close"):
            data = {"action": deed, "text": "x", "last_seen": 10**9, "token": new_form_token(), "outcome": "advice"}
            yield Ask(**post, data=data, deed=deed)
    elif label in scene.rows and route.count("/") == 3:
        model_admin = next(one for model, one in admin.site._registry.items() if model._meta.label_lower == label)
        names = [getattr(action, "__name__", action) for action in model_admin.actions]
        for whose, one in scene.rows[label].items():
            for action in [*names, "delete_selected"]:
                data = {"action": action, "_selected_action": [one.pk], "post": "yes", "outcome": "advice"}
                yield Ask(**post | {"row": _whose(whose)}, data=data, deed=action)
    else:
        yield Ask(**post)


def _whose(row):
    return row.removesuffix(" of both")


def differences(scene, names=tuple(PEOPLE), methods=METHODS, only=lambda route: True):
    """Return a line for each answer that is not as expected."""
    found, of_first = [], {}
    for one in asks(scene, methods, only):
        expect = class_of(one.route)
        for name in names:
            person = PEOPLE[name]
            answer = ask(scene, person, one)
            wrong = list(_wrong(scene, person, one, answer, expect(person, one)))
            if expect is public and of_first.setdefault(one.path + one.method, answer.kind) != answer.kind:
                wrong.append("not the same for everybody")
            found += [f"{name}: {one.method} {one.path} ({one.deed or '-'}, row {one.row or '-'}): {w}" for w in wrong]
    return found


def _wrong(scene, person, one, answer, expected):
    """Yield what is wrong with an answer, in words."""
    if AS_MISSING in expected.answers:
        yield from _unlike_missing(scene, person, one, answer)
    elif answer.kind not in expected.answers:
        yield f"{answer.kind} {answer.target}, not {' or '.join(sorted(expected.answers))}"
    if answer.written and not expected.writes:
        yield f"writes {', '.join(sorted(answer.written))}"
    for words in (WORDS, SECRETS) if one.route.startswith("admin/") else (SECRETS,):
        for group, word in words.items():
            if word.encode() in answer.body and not _may_read(person, one, group):
                yield f"shows what belongs to {group}: {word}"


def _may_read(person, one, group):
    return one.route.startswith("admin/") and person.is_let_in and person.sees(group)


def _unlike_missing(scene, person, one, answer):
    if answer.kind not in CLOSED | {LED_ON}:
        yield f"{answer.kind}, not as a missing row"
    if one.row != MISSING:
        without = replace(one, path=one.path.replace(f"/{one.key}/", f"/{NO_ROW}/"))
        asked = (person.name, without.method, without.path, without.deed)
        missing = scene.missing[asked] = scene.missing.get(asked) or ask(scene, person, without)
        if not is_alike(answer, one.path, missing, without.path):
            yield f"{answer.status} {answer.target}, but {missing.status} {missing.target} for a missing row"
