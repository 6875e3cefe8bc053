"""The addresses of the way in, after the language and the word for signing in."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from .views import access, entry, second

app_name = "signin"

urlpatterns = [
    path("", entry.sign_in, name="sign-in"),
    path(_("code/"), second.code, name="code"),
    path(_("second-factor/"), second.set_up, name="second-factor"),
    path(_("recovery-codes/"), second.recovery_codes, name="recovery-codes"),
    path(_("forgotten/"), entry.forgotten, name="forgotten"),
    path(_("new-password/<str:key>/"), entry.new_password, name="new-password"),
    path(_("my-access/"), access.access, name="access"),
    path(_("my-access/password/"), access.change_password, name="change-password"),
    path(_("my-access/language/"), set_language, name="language"),
    path(_("sign-out/"), entry.sign_out, name="sign-out"),
    path(_("sign-out/everywhere/"), access.everywhere, name="everywhere"),
]
