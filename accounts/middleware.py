"""The gate of the administration: nobody passes without password and second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from .rescued_text import show_rescued_text, submitted_texts

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]


class SignedInRequest(HttpRequest):
    """The request of somebody who is signed in."""

    user: User


def is_verified_staff(user: User | AnonymousUser) -> bool:
    """Return whether a user of a request is active staff who has given both factors in this session."""
    is_staff = user.is_active and user.is_staff
    return is_staff and (not settings.STAFF_SECOND_FACTOR or has_given_second_factor(user))


def has_given_second_factor(user: User | AnonymousUser) -> bool:
    """Return whether a user of a request has given a code in this session."""
    return user.is_verified()  # set by the middleware of django-otp


def redirect_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Return the redirect to the factor that is still missing; from there the user is led back to this page."""
    is_staff = request.user.is_active and request.user.is_staff
    page = reverse("accounts:code" if is_staff else "accounts:sign-in")
    # What was posted is gone: the page it came from may not answer to GET.
    query = {"next": request.get_full_path()} if request.method == "GET" else {}
    return redirect(f"{page}?{urlencode(query)}" if query else page)


def next_url(request: HttpRequest) -> str:
    """Return the path that `next` in the query names, the front page of the administration when it names another."""
    admin_index, path = reverse("admin:index"), request.GET.get("next", "")
    is_ours = path.startswith(admin_index) and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else admin_index


def verified_staff_required(view: View) -> View:
    """Decorate a view that only staff with both factors may see."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if is_verified_staff(request.user) else redirect_to_sign_in(request)

    return guarded


class StaffGateMiddleware:
    """Guard every address below /admin/, also where a view forgets to; show texts again that could not be saved."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_guarded = request.path.startswith(reverse("admin:index")) and request.path not in _open_addresses()
        if is_guarded and not is_verified_staff(request.user):
            texts = submitted_texts(request)
            return show_rescued_text(request, texts) if texts else redirect_to_sign_in(request)
        response = self.get_response(request)
        if is_guarded and _is_dead_end(response) and (texts := submitted_texts(request)):
            return show_rescued_text(request, texts)
        return response


def _is_dead_end(response: HttpResponse) -> bool:
    """Return whether a request was refused, or its row does not exist for this user: Django leads to the index then."""
    return response.status_code == 403 or getattr(response, "url", "") == reverse("admin:index")


def _open_addresses() -> tuple[str, str]:
    return reverse("admin:login"), reverse("admin:logout")
