"""What every request passes through, besides Django's own."""

from django.conf import settings
from django.http import Http404


class OwnNotFoundPage:
    """Show the portal's 404 page in development too.

    It carries the search box and is part of the product; Django's debug page would hide it from whoever looks at
    what `make run` serves.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404 and response.get("Content-Type", "").startswith("text/html"):
            from .pages.errors import not_found  # not at start: pages need the apps to be loaded

            return not_found(request, Http404())
        return response
