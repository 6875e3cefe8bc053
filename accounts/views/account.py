"""What somebody of the staff does about her own access once she is in."""

from django.contrib.auth import logout, update_session_auth_hash
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts import middleware, services, sessions, two_factor
from accounts.forms import ChangePasswordForm

from .responses import deed, form_of, page, show

NOTICES = {"password": _("Your password is changed. You are signed out on other devices.")}


@page
@middleware.verified_staff_required
def access(request):
    """Show what somebody's access consists of, with the ways to change it."""
    left = two_factor.recovery_codes_left(request.user)
    notice = NOTICES.get(request.GET.get("done"))
    return show(request, "access", has_phone=two_factor.is_set_up(request.user), codes_left=left, notice=notice)


@sensitive_post_parameters()
@page
@middleware.verified_staff_required
def change_password(request):
    """Ask for the password so far and a new one; sessions on other devices end."""
    form = form_of(request, ChangePasswordForm, request)
    if not form.is_valid():
        return show(request, "change_password", form=form)
    user = form.save()
    update_session_auth_hash(request, user)
    services.tell_of_change(user, "password", get_language())
    response = redirect("accounts:access")
    response["Location"] += "?done=password"
    return response


@deed
@middleware.verified_staff_required
def everywhere(request):
    """Sign out on this device and all others."""
    sessions.end_sessions(request.user)
    logout(request)
    return redirect("accounts:sign-in")
