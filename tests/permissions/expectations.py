"""Which answers are right: a class of addresses says so for a user and a Request.

Whatever no class names is an error (matrix.py).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from .policy import MISSING, MODELS, Permissions, Rule, all_permissions
from .requests import (
    AS_MISSING,
    BAD,
    CODE,
    NO_SUCH_METHOD,
    NOT_FOUND,
    OPEN,
    REDIRECTED,
    REFUSED,
    SIGN_IN,
    Request,
)  # fmt: skip
from .users import User

CLOSED = {REFUSED, NOT_FOUND, NO_SUCH_METHOD, BAD}


@dataclass(frozen=True)
class Expected:
    """The answers that are right, and whether the request may write."""

    answers: set[str]
    writes: bool = False


AddressClass = Callable[[User, Request], Expected]


def sign_in_step(user: User) -> str:
    """Return where a user is redirected who has not given both factors."""
    return CODE if user.is_active else SIGN_IN


def public(user: User, request: Request) -> Expected:
    """For everybody alike, and nothing is written. matrix.py compares the users with each other besides."""
    if request.row == MISSING:
        options = {OPEN} if request.method == "OPTIONS" else set()
        return Expected({NOT_FOUND, NO_SUCH_METHOD} | options)
    return Expected({OPEN} if request.method in ("GET", "HEAD") else {OPEN, NO_SUCH_METHOD})


def permalink(user: User, request: Request) -> Expected:
    """A public address that redirects to another."""
    return Expected({NOT_FOUND} if request.row == MISSING else {REDIRECTED})


def nothing(user: User, request: Request) -> Expected:
    return Expected({NOT_FOUND})


def secret_address(user: User, request: Request) -> Expected:
    """Who has the key may read and act; without it there is nothing."""
    if request.row == MISSING:
        return Expected({NOT_FOUND, NO_SUCH_METHOD})
    answers = {OPEN} if request.method in ("GET", "HEAD") else {OPEN, REDIRECTED, NO_SUCH_METHOD}
    return Expected(answers, writes=request.method == "POST")


def sign_in_page(user: User, request: Request) -> Expected:
    """The page of signing in: redirects those who are in."""
    return _of_methods(request, {REDIRECTED} if user.is_verified else {OPEN})


def code(user: User, request: Request) -> Expected:
    if user.is_verified:
        return _of_methods(request, {REDIRECTED})
    return _of_methods(request, {OPEN} if user.is_active else {SIGN_IN})


def second_factor(user: User, request: Request) -> Expected:
    """Open with both factors; who has a phone and has given no code can't set up another."""
    return _of_methods(request, {OPEN} if user.is_verified else {sign_in_step(user)})


def own_access(user: User, request: Request) -> Expected:
    return second_factor(user, request)


def own_action(user: User, request: Request) -> Expected:
    """What only POST does, with both factors."""
    if request.method != "POST":
        return Expected({NO_SUCH_METHOD})
    return Expected(
        {OPEN, SIGN_IN} if user.is_verified else {sign_in_step(user)},
        writes=user.is_verified,
    )


def to_sign_in(user: User, request: Request) -> Expected:
    """Django's own page for signing in: redirects to ours."""
    return Expected({SIGN_IN})


def sign_out(user: User, request: Request) -> Expected:
    return Expected({SIGN_IN} if request.method == "POST" else {NO_SUCH_METHOD})


def language(user: User, request: Request) -> Expected:
    return Expected({REDIRECTED})


def staff(user: User, request: Request) -> Expected:
    """For staff with both factors, with or without a membership."""
    if not user.is_verified:
        return Expected({sign_in_step(user)})
    return Expected({OPEN} if request.method in ("GET", "HEAD") else {OPEN, NO_SUCH_METHOD})


def staff_redirect(user: User, request: Request) -> Expected:
    return Expected({REDIRECTED} if user.is_verified else {sign_in_step(user)})


def staff_nothing(user: User, request: Request) -> Expected:
    """Below /admin/, but nothing to be had without more: not even what there is and is not."""
    closed = CLOSED | {OPEN} if request.method == "OPTIONS" else CLOSED  # names the methods that there are, no more
    return Expected(closed if user.is_verified else {sign_in_step(user)})


def staff_public_page(user: User, request: Request) -> Expected:
    """From the administration to a public page: for rows that have one and that the user may view."""
    if not user.is_verified:
        return Expected({sign_in_step(user)})
    return Expected({REDIRECTED} if request.row == "b" and user.can_view("b") else {NOT_FOUND})


def app_list(user: User, request: Request) -> Expected:
    """The front page of one app: there is one for who may look at something in it."""
    if not user.is_verified:
        return Expected({sign_in_step(user)})
    labels = [label for label in MODELS if label.startswith(f"{request.key}.")]
    views_any = any("view" in all_permissions(MODELS[label], user) for label in labels)
    return Expected({OPEN} if views_any else {NOT_FOUND})


def model_page(rule: Rule, page: str) -> AddressClass:
    """Return the class of an address of a model's admin. page: what comes after the model in the address."""

    def expected(user: User, request: Request) -> Expected:
        if not user.is_verified:
            return Expected({sign_in_step(user)})
        any_row = all_permissions(rule, user)
        if request.method not in ("GET", "POST"):
            # Whatever GET does not open, no other method does; nothing but POST writes.
            as_get = PAGES[page](user, replace(request, method="GET"), any_row, rule(user, request.row))
            return Expected(as_get.answers | {NO_SUCH_METHOD}, as_get.writes)
        of_row = set() if request.row == MISSING else rule(user, request.row)
        return PAGES[page](user, request, any_row, of_row)

    return expected


# Pages of a model's admin. any_row, of_row: what the user may do with any row of the model, and with the requested one.


def _list(user: User, request: Request, any_row: Permissions, of_row: Permissions) -> Expected:
    if "view" not in any_row:
        return Expected({REFUSED})
    if request.method == "GET":
        return Expected({OPEN})
    needed = "delete" if request.action == "delete_selected" else "change"
    can_act = not request.route.startswith("admin/enquiries/") or user.can_act_for(request.row)
    return Expected({OPEN, REDIRECTED, REFUSED}, writes=needed in of_row and can_act)


def _csv(user: User, request: Request, any_row: Permissions, of_row: Permissions) -> Expected:
    return Expected({OPEN} if "view" in any_row else {REFUSED})


def _add(user: User, request: Request, any_row: Permissions, of_row: Permissions) -> Expected:
    return Expected({OPEN} if "add" in any_row else {REFUSED})


def _change(user: User, request: Request, any_row: Permissions, of_row: Permissions) -> Expected:
    if "view" not in of_row:
        return Expected({AS_MISSING})
    if request.method == "GET":
        return Expected({OPEN})
    if "change" not in of_row:
        return Expected({REFUSED})
    if request.row == "held":  # is released first
        return Expected({OPEN, REDIRECTED}, writes=True)
    if request.action in ("answer", "close"):  # only who acts for a group answers the sender
        can_act = user.can_act_for(request.row)
        return Expected({REDIRECTED} if can_act else {REFUSED}, writes=can_act)
    return Expected({REDIRECTED} if request.action == "note" else {OPEN, REDIRECTED}, writes=True)


def _delete(user: User, request: Request, any_row: Permissions, of_row: Permissions) -> Expected:
    if "view" not in of_row:
        return Expected({AS_MISSING})
    if "delete" not in of_row:
        return Expected({REFUSED})
    return Expected({OPEN} if request.method == "GET" else {OPEN, REDIRECTED}, writes=request.method == "POST")


def _history(user: User, request: Request, any_row: Permissions, of_row: Permissions) -> Expected:
    if "view" not in of_row:
        return Expected({AS_MISSING})
    return Expected({OPEN} if request.method == "GET" else {OPEN, REFUSED})  # no version was named


def _old_address(user: User, request: Request, any_row: Permissions, of_row: Permissions) -> Expected:
    """Redirects to the page of changing, whether there is such a row or not."""
    return Expected({REDIRECTED})


def _of_run(user: User, request: Request, any_row: Permissions, of_row: Permissions) -> Expected:
    if "view" not in any_row:
        return Expected({REFUSED})
    return Expected({NOT_FOUND} if not of_row else {OPEN, REDIRECTED}, writes=request.method == "POST")


def _preview(user: User, request: Request, any_row: Permissions, of_row: Permissions) -> Expected:
    """A pending upload: for who has sent it. What it would do is tried out, and rolled back."""
    if "add" not in any_row:
        return Expected({REFUSED})
    return Expected({OPEN, REDIRECTED} if request.row == user.name else {NOT_FOUND}, writes=request.row == user.name)


PAGES: dict[str, Callable[[User, Request, Permissions, Permissions], Expected]] = {
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


def _of_methods(request: Request, answers: set[str]) -> Expected:
    return Expected(answers if request.method in ("GET", "HEAD", "POST") else {NO_SUCH_METHOD})
