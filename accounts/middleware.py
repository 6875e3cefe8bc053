"""The door of the administration: nobody passes who has not shown password and second factor."""

from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from .rescued_text import show_rescued_text, submitted_texts


def is_verified_staff(user):
    """Return whether a user of a request is active staff who has shown both factors in this session."""
    return user.is_active and user.is_staff and (not settings.STAFF_SECOND_FACTOR or user.is_verified())


def redirect_to_sign_in(request):
    """Return the redirect to what is still to show before the page of this request; it leads back there."""
    is_staff = request.user.is_active and request.user.is_staff
    page = reverse("accounts:code" if is_staff else "accounts:sign-in")
    # What was posted is gone: the page it came from may not answer to GET.
    asked_for = {"next": request.get_full_path()} if request.method == "GET" else {}
    return redirect(f"{page}?{urlencode(asked_for)}" if asked_for else page)


def next_url(request):
    """Return the path that `next` in the query names, the front page of the administration when it names another."""
    start, path = reverse("admin:index"), request.GET.get("next", "")
    is_ours = path.startswith(start) and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else start


def verified_staff_required(view):
    """Decorate a view that only staff with both factors may see."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        return view(request, *args, **kwargs) if is_verified_staff(request.user) else redirect_to_sign_in(request)

    return guarded


class StaffGateMiddleware:
    """Middleware: guards every address below /admin/, also where a view forgets to; keeps texts that got nowhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_behind = request.path.startswith(reverse("admin:index")) and request.path not in _open_addresses()
        if is_behind and not is_verified_staff(request.user):
            texts = submitted_texts(request)
            return show_rescued_text(request, texts) if texts else redirect_to_sign_in(request)
        response = self.get_response(request)
        if is_behind and _leads_nowhere(response) and (texts := submitted_texts(request)):
            return show_rescued_text(request, texts)
        return response


def _leads_nowhere(response):
    """Return whether what was asked for is refused, or does not exist for who asks: Django leads her to the start."""
    return response.status_code == 403 or getattr(response, "url", "") == reverse("admin:index")


def _open_addresses():
    return reverse("admin:login"), reverse("admin:logout")
