"""Send one request as a person and note its answer; whatever it has written is taken back."""

import re
from contextlib import nullcontext
from dataclasses import dataclass
from unittest import mock
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.template.backends.django import Template
from django.urls import reverse

from . import table

# What a request may write without changing anything of the portal: sessions, tries to sign in, phones' counters.
_WRITTEN = re.compile(
    r'^(?:INSERT INTO|UPDATE|DELETE FROM) "((?:places|groups|projects|enquiries|auth|django_admin)_\w+)"'
)
_CHANGES = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|\s+')


@dataclass(frozen=True)
class Answer:
    kind: str  # one of the answers of table.py, or the status where none fits
    status: int
    target: str  # path of a redirect
    body: bytes
    written: frozenset  # tables


def ask(scene, person, one):
    """Return the Answer that a person gets to an Ask."""
    client, cookies = scene.clients[person.name]
    client.cookies.clear()
    for name, value in cookies.items():
        client.cookies[name] = value
    written = set()
    with transaction.atomic(), connection.execute_wrapper(_noting(written)):
        options = {"data": one.data} if one.method in ("GET", "POST") else {}
        with nullcontext() if options else _not_drawn():
            response = getattr(client, one.method.lower())(one.path, **options)
        body = response.getvalue() if one.method != "HEAD" else b""
        transaction.set_rollback(True)
    target = urlsplit(response.get("Location", "")).path
    return Answer(_kind(response.status_code, target), response.status_code, target, body, frozenset(written))


def is_alike(answer, path, other, other_path):
    """Return whether two answers tell the same, but for the addresses that were asked for."""
    return answer.status == other.status and _told(answer, path) == _told(other, other_path)


def _told(answer, path):
    return answer.target, _CHANGES.sub(b" ", answer.body.replace(path.encode(), b"PATH"))


def _not_drawn():
    """Let templates come out empty: of the rare methods only the status counts, and whether they write."""
    return mock.patch.object(Template, "render", return_value="")


def _noting(written):
    def note(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        found = _WRITTEN.match(sql)
        if found and context["cursor"].rowcount:
            written.add(found[1])
        return result

    return note


def _kind(status, target):
    if status in (301, 302):
        return {reverse("accounts:sign-in"): table.SIGN_IN, reverse("accounts:code"): table.CODE}.get(
            target, table.LED_ON
        )
    return {
        200: table.OPEN,
        400: table.BAD,
        403: table.REFUSED,
        404: table.NOT_FOUND,
        405: table.NO_SUCH_METHOD,
        410: table.NOT_FOUND,  # a link that is over, like one that never was
    }.get(status, str(status))
