"""What staff fills in to sign in."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.models import User
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from text.forms import EmailField, ErrorListMixin

from . import two_factor
from .middleware import SignedInRequest


class SignInForm(ErrorListMixin, forms.Form):
    """User name and password; sets `user` when they are right. One error message for whatever is wrong with them."""

    username = forms.CharField(
        label=_("E-mail address or user name"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Give your e-mail address or user name.")},
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Give your password.")},
    )

    user: User | None = None

    def __init__(self, request: HttpRequest, data: QueryDict | None = None):
        self.request = request
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username and password:
            # In small letters, so that tries in other cases count as tries of the same name.
            self.user = authenticate(self.request, username=username.lower(), password=password)
            if self.user is None:
                self.add_error("username", _("The address or the password is not right. Check both."))
        return self.cleaned_data


class CodeField(forms.CharField):
    """A code of the second factor, as people write it."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=30, error_messages={"required": _("Give the code.")}, **kwargs)
        self.widget.attrs |= {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(ErrorListMixin, forms.Form):
    """The second step; sets `device` when the code is right."""

    code = CodeField(
        label=_("Code"), help_text=_("Six digits from the app on your phone, or one of your recovery codes.")
    )

    device: two_factor.Device | None = None

    def __init__(self, user: User, data: QueryDict | None = None):
        self.user = user
        super().__init__(data)

    def clean_code(self) -> str:
        self.device = two_factor.verify_code(self.user, self.cleaned_data["code"])
        if self.device is None:
            # Not which of the two: somebody who guesses should not learn when to go on.
            raise forms.ValidationError(
                _("The code is not right, or codes are tried too fast. Wait for a minute and give the next code.")
            )
        return self.cleaned_data["code"]


class SetUpForm(ErrorListMixin, forms.Form):
    """Proves that a phone knows the key on the page; sets `device` and `recovery_codes` then."""

    code = CodeField(label=_("The six digits that the app shows now"))
    key = forms.CharField(widget=forms.HiddenInput)

    device: TOTPDevice | None = None

    def __init__(self, user: User, data: QueryDict | None = None):
        self.user, self.recovery_codes = user, []
        secret = two_factor.read_key(user, data.get("key", "")) if data else None
        self.is_too_old = bool(data) and secret is None
        self.secret = secret or two_factor.new_key()
        signed = two_factor.sign_key(user, self.secret)
        if data and self.is_too_old:
            data = data.copy()
            data["key"] = signed
        super().__init__(data, initial={"key": signed})

    def clean_code(self) -> str:
        if self.is_too_old:
            raise forms.ValidationError(_("The page was open for too long. Scan the new picture."))
        self.device, self.recovery_codes = two_factor.set_up(self.user, self.secret, self.cleaned_data["code"])
        if self.device is None:
            raise forms.ValidationError(
                _("The code is not right. Check that the clock of your phone is right, and give the next code.")
            )
        return self.cleaned_data["code"]


class ForgottenPasswordForm(ErrorListMixin, forms.Form):
    """Where to send the link to set a new password."""

    email = EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": _("Give the e-mail address you were invited at.")},
    )


class NewPasswordForm(ErrorListMixin, SetPasswordForm):
    """A password of one's own, twice."""

    def __init__(self, user: User, data: QueryDict | None = None):
        super().__init__(user, data)
        _name_missing_passwords(self)


class ChangePasswordForm(ErrorListMixin, PasswordChangeForm):
    """The current password, and a new one twice."""

    def __init__(self, request: SignedInRequest, data: QueryDict | None = None):
        self.request = request
        super().__init__(request.user, data)
        _name_missing_passwords(self)
        self.fields["old_password"].widget.attrs.pop("autofocus")
        self.fields["old_password"].error_messages["required"] = _("Give your current password.")

    def clean_old_password(self) -> str:
        # authenticate() counts wrong tries: a screen left open must not be a place to guess.
        password = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.get_username().lower(), password=password) is None:
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return password


def _name_missing_passwords(form: forms.Form) -> None:
    form.fields["new_password1"].error_messages["required"] = _("Give a new password.")
    form.fields["new_password2"].error_messages["required"] = _("Give the new password once more.")
