"""What the views of this app share."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.middleware import View

Form = TypeVar("Form", bound=BaseForm)
LANGUAGE_COOKIE_SECONDS = 365 * 24 * 3600


def form_page(view: View) -> View:
    """Decorate a page with a form: no browser or proxy may store it, since it shows or takes a secret."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


def secret_address(view: View) -> View:
    """Decorate a form page whose address is the secret: no later request may carry it on, into a proxy's log, say."""

    @form_page
    @wraps(view)
    def with_referrer_policy(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # Not no-referrer: with it a browser sends "Origin: null" with the form, which the CSRF check refuses.
        response["Referrer-Policy"] = "strict-origin"
        return response

    return with_referrer_policy


def post_only(view: View) -> View:
    """Decorate an action, which only a POST may do."""
    return never_cache(require_POST(view))


def bound_form(request: HttpRequest, form_class: Callable[..., Form], *args: Any) -> Form:
    """Return the form, bound to the data when it was sent. args: what the form takes before its data."""
    return form_class(*args, data=request.POST if request.method == "POST" else None)


def render_page(request: HttpRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    """Return a page of templates/accounts/, by the name of its template."""
    return render(request, f"accounts/{name}.html", context, status=status)


def redirect_with_query(request: HttpRequest, name: str) -> HttpResponse:
    """Return the redirect to an address by its name, with the query of this one: `next` goes along."""
    response = redirect(name)
    if request.META.get("QUERY_STRING"):
        response["Location"] += f"?{request.META['QUERY_STRING']}"
    return response


def remember_language(response: HttpResponse) -> HttpResponse:
    """Let the administration, whose addresses know no language, come in the language of this page."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        get_language(),
        max_age=LANGUAGE_COOKIE_SECONDS,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
