"""What members of staff do about their own access once they are in."""

from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts import middleware, services, sessions, two_factor
from accounts.forms import ChangePasswordForm
from accounts.middleware import SignedInRequest

from .responses import bound_form, form_page, post_only, render_page

NOTICES = {"password": _("Your password is changed. You are signed out on other devices.")}


@form_page
@middleware.verified_staff_required
def access(request: SignedInRequest) -> HttpResponse:
    """Show what the user's access consists of, with links to change it."""
    return render_page(
        request,
        "access",
        has_phone=two_factor.is_set_up(request.user),
        codes_left=two_factor.recovery_codes_left(request.user),
        notice=NOTICES.get(request.GET.get("done", "")),
    )


@sensitive_post_parameters()
@form_page
@middleware.verified_staff_required
def change_password(request: SignedInRequest) -> HttpResponse:
    """Ask for the current password and a new one; sessions on other devices end."""
    form = bound_form(request, ChangePasswordForm, request)
    if not form.is_valid():
        return render_page(request, "change_password", form=form)
    user = form.save()
    update_session_auth_hash(request, user)
    services.notify_of_change(user, "password", get_language())
    response = redirect("accounts:access")
    response["Location"] += "?done=password"
    return response


@post_only
@middleware.verified_staff_required
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """Sign out on this device and all others."""
    sessions.end_sessions(request.user)
    logout(request)
    return redirect("accounts:sign-in")
