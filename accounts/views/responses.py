"""What the answers of these pages share."""

from functools import wraps

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

LANGUAGE_KEPT_SECONDS = 365 * 24 * 3600


def page(view):
    """Decorate a page with a form: never kept by a browser or proxy, since it shows or takes a secret."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


def by_link(view):
    """Decorate a page whose address is the secret: no request that follows tells it, in a log of the proxy, say."""

    @page
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        # Not no-referrer: with it a browser sends "Origin: null" with the form, which the CSRF check refuses.
        response["Referrer-Policy"] = "strict-origin"
        return response

    return answer


def deed(view):
    """Decorate what only a POST does."""
    return never_cache(require_http_methods(["POST"])(view))


def form_of(request, form_class, *about):
    """Return the form, bound when it was sent. about: what the form takes before its data."""
    return form_class(*about, data=request.POST if request.method == "POST" else None)


def show(request, name, status=200, **context):
    """Return a page of templates/signin/, by the name of its template."""
    return render(request, f"accounts/{name}.html", context, status=status)


def redirect_with_query(request, name):
    """Return the redirect to an address by its name, with the query of this one: `next` goes along."""
    response = redirect(name)
    if request.META.get("QUERY_STRING"):
        response["Location"] += f"?{request.META['QUERY_STRING']}"
    return response


def remember_language(response):
    """Let the administration, whose addresses know no language, come in the language of this page."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        get_language(),
        max_age=LANGUAGE_KEPT_SECONDS,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
