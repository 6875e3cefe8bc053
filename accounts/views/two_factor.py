"""The second factor: show a code of it, set it up, get new recovery codes."""

import django_otp
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from accounts import middleware, services, two_factor
from accounts.forms import CodeForm, SetUpForm

from .responses import deed, form_of, page, redirect_with_query, show


@sensitive_post_parameters()
@page
def code(request):
    """Ask for a code; whoever has no phone set up is led there, whoever needs no code is led on."""
    if not request.user.is_authenticated:
        return middleware.redirect_to_sign_in(request)
    if middleware.is_verified_staff(request.user):
        return redirect(middleware.next_url(request))
    if not two_factor.is_set_up(request.user):
        return redirect_with_query(request, "accounts:second-factor")
    form = form_of(request, CodeForm, request.user)
    if not form.is_valid():
        return show(request, "code", form=form)
    _verify(request, form.device)
    return redirect(middleware.next_url(request))


@sensitive_post_parameters()
@page
def set_up(request):
    """Show the key to a new phone, and take the phone when it gives the right code.

    Open to who has shown her password and has no phone yet, later only to who is let in by the phone she has.
    """
    user = request.user
    if not user.is_authenticated or (not user.is_verified() and two_factor.is_set_up(user)):
        return middleware.redirect_to_sign_in(request)
    form = form_of(request, SetUpForm, user)
    if not form.is_valid():
        for_app = two_factor.address_for_app(user, form.secret)
        picture, key = two_factor.picture_of(for_app), two_factor.readable(form.secret)
        return show(request, "set_up", form=form, for_app=for_app, picture=picture, key=key)
    _verify(request, form.device)
    services.tell_of_change(user, "second_factor", get_language())
    return show(request, "recovery_codes", codes=form.recovery_codes, target=middleware.next_url(request))


@deed
@middleware.verified_staff_required
def recovery_codes(request):
    """Make new recovery codes and show them, this once."""
    codes = two_factor.renew_recovery_codes(request.user)
    services.tell_of_change(request.user, "recovery_codes", get_language())
    return show(request, "recovery_codes", codes=codes, target=middleware.next_url(request))


def _verify(request, device):
    django_otp.login(request, device)
    request.session.cycle_key()  # whoever knew the key of the half-open session has nothing of the open one
