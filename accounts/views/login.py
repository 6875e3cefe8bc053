"""Sign in by password, or by a link that came by mail; sign out."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import links, middleware, services
from accounts.forms import ForgottenPasswordForm, NewPasswordForm, SignInForm

from .responses import (
    bound_form,
    form_page,
    post_only,
    redirect_with_query,
    remember_language,
    render_page,
    secret_address,
)

BACKEND = "accounts.backends.PasswordBackend"


@sensitive_post_parameters()
@form_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password; lead on to the second factor."""
    if middleware.is_verified_staff(request.user):
        return redirect(middleware.next_url(request))
    form = bound_form(request, SignInForm, request)
    if not form.is_valid():
        return render_page(request, "sign_in", form=form)
    login(request, form.user, backend=BACKEND)
    return remember_language(redirect_with_query(request, "accounts:code"))


@never_cache
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Redirect from Django's own page for it, so that there is one login page."""
    return redirect_with_query(request, "accounts:sign-in")


def refuse_sign_in(request: HttpRequest, reason: str, status: int, retry_after: int) -> HttpResponse:
    """Return the page with the reason why nobody may sign in now. retry_after: seconds."""
    response = render_page(request, "sign_in", status=status, form=SignInForm(request), alert=reason)
    response["Retry-After"] = str(retry_after)
    return response


@post_only
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("accounts:sign-in")


@form_page
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Ask for the address to send a link to; one answer to every address."""
    form = bound_form(request, ForgottenPasswordForm)
    if not form.is_valid():
        return render_page(request, "forgotten_password", form=form)
    services.send_reset(form.cleaned_data["email"], get_language())
    return render_page(request, "reset_link_sent", email=form.cleaned_data["email"])


@sensitive_post_parameters()
@secret_address
def new_password(request: HttpRequest, key: str) -> HttpResponse:
    """Let who has the link set their password, and sign them in. The link works once."""
    user = links.user_by_key(key)
    if user is None:
        return render_page(request, "link_expired", status=410)
    form = bound_form(request, NewPasswordForm, user)
    if not form.is_valid():
        return render_page(request, "new_password", form=form)
    user = services.set_password_by_link(key, form.cleaned_data["new_password1"], get_language())
    if user is None:
        return render_page(request, "link_expired", status=410)
    login(request, user, backend=BACKEND)
    return remember_language(redirect("accounts:code"))
