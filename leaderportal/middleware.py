"""Middleware for every request, besides Django's own."""

from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from accounts.middleware import GetResponse, View


class BrandedNotFoundMiddleware:
    """Show the portal's 404 page in development too.

    It carries the search box and is part of the product; Django's debug page would hide it from those who look at
    what `make run` serves.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        is_card = getattr(response, "xframe_options_exempt", False)  # has its own small page, see pages/embed.py
        if settings.DEBUG and response.status_code == 404 and is_page and not is_card:
            from .pages.errors import not_found  # not at start: pages need the apps to be loaded

            return not_found(request, Http404())
        return response


class BrandedBadRequestMiddleware:
    """Show the portal's 400 page in development too; in production Django does, by handler400.

    Django's debug page reads the parameters once more: when there are too many, it fails as the page did.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DEBUG:
            try:
                _ = request.GET, request.POST  # read here: process_exception is not called for what fails in middleware
            except (SuspiciousOperation, MultiPartParserError) as error:
                return _bad_request(request, error)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_bad_request = isinstance(exception, (BadRequest, SuspiciousOperation, MultiPartParserError))
        return _bad_request(request, exception) if settings.DEBUG and is_bad_request else None


def _bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    from .pages.errors import bad_request  # not at start: pages need the apps to be loaded

    return bad_request(request, exception)


class DatabaseUnavailableMiddleware:
    """Answer 503 with a way to the group when the database is gone while a page is made.

    pages.errors.server_error does the same for what fails outside of a page.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        from .pages.unavailable import unavailable  # not at start: pages need the apps to be loaded

        return unavailable(request)


class RejectNulBytesMiddleware:
    """Answer 404 to an address with NUL in it: nothing has such a name, and PostgreSQL fails when asked for it."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: list[Any], kwargs: dict[str, Any]) -> None:
        if "\x00" in request.path_info:
            raise Http404
