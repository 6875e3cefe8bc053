"""The way in by password, or by a link that came by mail; and the way out."""

from django.contrib.auth import login, logout
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import links, middleware, services
from accounts.forms import ForgottenForm, NewPasswordForm, SignInForm

from .responses import by_link, deed, form_of, page, redirect_with_query, remember_language, show

BACKEND = "accounts.backends.PasswordBackend"


@sensitive_post_parameters()
@page
def sign_in(request):
    """Ask for user name and password; lead on to the second factor."""
    if middleware.is_verified_staff(request.user):
        return redirect(middleware.next_url(request))
    form = form_of(request, SignInForm, request)
    if not form.is_valid():
        return show(request, "sign_in", form=form)
    login(request, form.user, backend=BACKEND)
    return remember_language(redirect_with_query(request, "accounts:code"))


@never_cache
def to_sign_in(request):
    """Lead from Django's own page for it, so that there is one way in."""
    return redirect_with_query(request, "accounts:sign-in")


def refuse_sign_in(request, why, status, retry_after):
    """Return the page with nothing but a reason. retry_after: seconds."""
    response = show(request, "sign_in", status=status, form=SignInForm(request), alert=why)
    response["Retry-After"] = str(retry_after)
    return response


@deed
def sign_out(request):
    """End this session."""
    logout(request)
    return redirect("accounts:sign-in")


@page
def forgotten(request):
    """Ask for the address to send a link to; one answer to every address."""
    form = form_of(request, ForgottenForm)
    if not form.is_valid():
        return show(request, "forgotten", form=form)
    services.send_reset(form.cleaned_data["email"], get_language())
    return show(request, "forgotten_sent", email=form.cleaned_data["email"])


@sensitive_post_parameters()
@by_link
def new_password(request, key):
    """Let whoever has the link set her password, and sign her in. The link works once."""
    user = links.user_of(key)
    if user is None:
        return show(request, "link_is_over", status=410)
    form = form_of(request, NewPasswordForm, user)
    if not form.is_valid():
        return show(request, "new_password", form=form)
    user = services.set_password_by_link(key, form.cleaned_data["new_password1"], get_language())
    if user is None:
        return show(request, "link_is_over", status=410)
    login(request, user, backend=BACKEND)
    return remember_language(redirect("accounts:code"))
