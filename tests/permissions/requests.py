"""Send one request as a user and note the answer; whatever it has written is rolled back."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from .users import User

OPEN, REDIRECTED, SIGN_IN, CODE = "open", "redirected", "redirected to sign in", "redirected to the second factor"
REFUSED, NOT_FOUND, NO_SUCH_METHOD, BAD = "refused", "not found", "no such method", "bad request"
AS_MISSING = "as a row that does not exist"
KINDS = {
    200: OPEN,
    301: REDIRECTED,
    302: REDIRECTED,
    400: BAD,
    403: REFUSED,
    404: NOT_FOUND,
    405: NO_SUCH_METHOD,
    410: NOT_FOUND,  # a link that has expired, like one that never was
}

# What a request may write without changing anything of the portal: sessions, tries to sign in, counters of phones.
_UNCOUNTED_APPS = {"sessions", "axes", "otp_totp", "otp_static"}
_WRITE = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
_VARYING = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|\s+')
_render = Template.render

Clients = dict[str, tuple[Client, dict[str, str]]]  # by name of a User: client, and the cookies of each request


@dataclass(frozen=True)
class Request:
    """One request. row: whose row it is about, "a" or "b"; "" when it is about none; MISSING when there is none."""

    route: str
    path: str
    method: str = "GET"
    data: dict[str, Any] = field(default_factory=dict, hash=False)
    row: str = ""
    key: str = ""  # what stands for the row in the address
    action: str = ""  # what a POST is meant to do

    @property
    def is_about_admin(self) -> bool:
        return self.route.startswith("admin/")


@dataclass(frozen=True)
class Answer:
    kind: str  # OPEN, REDIRECTED, …, or the status where none fits
    status: int
    target: str  # path of a redirect
    body: bytes
    written: frozenset[str]  # tables


def send(clients: Clients, user: User, request: Request) -> Answer:
    """Return the Answer that a user gets to a Request."""
    client, cookies = clients[user.name]
    client.cookies.clear()
    for name, value in cookies.items():
        client.cookies[name] = value
    written: set[str] = set()
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        stack.enter_context(connection.execute_wrapper(_noting_writes_in(written)))
        if not _is_body_read(user, request):
            stack.enter_context(_without_html())
        options = {"data": request.data} if request.method in ("GET", "POST") else {}
        response = getattr(client, request.method.lower())(request.path, **options)
        body = response.getvalue() if request.method != "HEAD" else b""
        transaction.set_rollback(True)
    target = urlsplit(response.get("Location", "")).path
    return Answer(_kind_of(response.status_code, target), response.status_code, target, body, frozenset(written))


def is_alike(answer: Answer, path: str, other: Answer, other_path: str) -> bool:
    """Return whether two answers say the same, but for the addresses that were requested."""
    return answer.status == other.status and _without_varying(answer, path) == _without_varying(other, other_path)


def _is_body_read(user: User, request: Request) -> bool:
    """Return whether matrix.py looks at more than the status of an answer and what the request has written.

    It looks for what a user must not see: not in answers to the rare methods, and not in pages of the administration
    for those who may see all. That the pages of the administration can be rendered at all, the superuser's GET proves.
    """
    if request.method not in ("GET", "POST"):
        return False
    sees_all = request.is_about_admin and user.is_verified and user.runs_network
    return not sees_all or (user.name == "superuser" and request.method == "GET")


@contextmanager
def _without_html() -> Iterator[None]:
    """Let pages come out empty; texts of mails are written as ever."""

    def render(template: Template, *args: Any, **kwargs: Any) -> str:
        return "" if template.template.name.endswith(".html") else _render(template, *args, **kwargs)

    with mock.patch.object(Template, "render", render), mock.patch.object(admin.site, "each_context", return_value={}):
        yield


def _noting_writes_in(written: set[str]) -> Callable[..., Any]:
    counted = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _UNCOUNTED_APPS
    }

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        table = _WRITE.match(sql)
        if table and table[1] in counted and context["cursor"].rowcount:
            written.add(table[1])
        return result

    return note


def _without_varying(answer: Answer, path: str) -> tuple[str, bytes]:
    return answer.target, _VARYING.sub(b" ", answer.body.replace(path.encode(), b"PATH"))


def _kind_of(status: int, target: str) -> str:
    kind = KINDS.get(status, str(status))
    if kind == REDIRECTED:
        return {reverse("accounts:sign-in"): SIGN_IN, reverse("accounts:code"): CODE}.get(target, REDIRECTED)
    return kind
