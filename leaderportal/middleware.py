"""What every request passes through, besides Django's own."""

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.http.multipartparser import MultiPartParserError


class BrandedNotFoundMiddleware:
    """Show the portal's 404 page in development too.

    It carries the search box and is part of the product; Django's debug page would hide it from whoever looks at
    what `make run` serves.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        is_card = getattr(response, "xframe_options_exempt", False)  # has its own small page, see pages/embed.py
        if settings.DEBUG and response.status_code == 404 and is_page and not is_card:
            from .pages.errors import not_found  # not at start: pages need the apps to be loaded

            return not_found(request, Http404())
        return response


class BrandedBadRequestMiddleware:
    """Show the portal's 400 page in development too; in production Django does, by handler400.

    Django's debug page reads the parameters once more: when there are too many, it fails like the page did.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.DEBUG:
            try:
                _ = request.GET, request.POST  # read here: process_exception hears of nothing that fails in middleware
            except (SuspiciousOperation, MultiPartParserError) as error:
                return self.process_exception(request, error)
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not (settings.DEBUG and isinstance(exception, (BadRequest, SuspiciousOperation, MultiPartParserError))):
            return None
        from .pages.errors import bad_request  # not at start: pages need the apps to be loaded

        return bad_request(request, exception)


class DatabaseUnavailableMiddleware:
    """Answer 503 with a way to the group when the database is gone while a page is made.

    pages.errors.server_error does the same for what fails outside of a page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        from .pages.unavailable import unavailable  # not at start: pages need the apps to be loaded

        return unavailable(request)


class RejectNulBytesMiddleware:
    """Answer 404 to an address with NUL in it: no thing has such a name, and PostgreSQL fails when asked for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if "\x00" in request.path_info:
            raise Http404
