"""The second factor: give a code, set up a phone, get new recovery codes."""

import django_otp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from accounts import middleware, services, two_factor
from accounts.forms import CodeForm, SetUpForm
from accounts.middleware import SignedInRequest
from accounts.two_factor import Device

from .responses import bound_form, form_page, post_only, redirect_with_query, render_page


@sensitive_post_parameters()
@form_page
def code(request: HttpRequest) -> HttpResponse:
    """Ask for a code; without a phone, redirect to setting one up; when none is needed, redirect further."""
    if not request.user.is_authenticated:
        return middleware.redirect_to_sign_in(request)
    if middleware.is_verified_staff(request.user):
        return redirect(middleware.next_url(request))
    if not two_factor.is_set_up(request.user):
        return redirect_with_query(request, "accounts:second-factor")
    form = bound_form(request, CodeForm, request.user)
    if not form.is_valid():
        return render_page(request, "code", form=form)
    _verify(request, form.device)
    return redirect(middleware.next_url(request))


@sensitive_post_parameters()
@form_page
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the key to a new phone, and store the phone when it gives the right code.

    Open after the password alone as long as there is no phone, later only after a code of the present phone.
    """
    user = request.user
    if not user.is_authenticated or (not middleware.has_given_second_factor(user) and two_factor.is_set_up(user)):
        return middleware.redirect_to_sign_in(request)
    form = bound_form(request, SetUpForm, user)
    if not form.is_valid():
        uri = two_factor.provisioning_uri(user, form.secret)
        picture, key = two_factor.qr_code(uri), two_factor.readable_key(form.secret)
        return render_page(request, "set_up_phone", form=form, provisioning_uri=uri, qr_code=picture, key=key)
    _verify(request, form.device)
    services.notify_of_change(user, "second_factor", get_language())
    return render_page(request, "recovery_codes", codes=form.recovery_codes, next_url=middleware.next_url(request))


@post_only
@middleware.verified_staff_required
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Make new recovery codes and show them, this once."""
    codes = two_factor.renew_recovery_codes(request.user)
    services.notify_of_change(request.user, "recovery_codes", get_language())
    return render_page(request, "recovery_codes", codes=codes, next_url=middleware.next_url(request))


def _verify(request: HttpRequest, device: Device) -> None:
    django_otp.login(request, device)
    request.session.cycle_key()  # the key of the half-open session must be of no use to anybody
