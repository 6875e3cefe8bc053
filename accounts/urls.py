"""The addresses of signing in and of one's own access, after the language and the word for signing in."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from .views import account, login, two_factor

app_name = "accounts"

urlpatterns = [
    path("", login.sign_in, name="sign-in"),
    path(_("code/"), two_factor.code, name="code"),
    path(_("second-factor/"), two_factor.set_up, name="second-factor"),
    path(_("recovery-codes/"), two_factor.recovery_codes, name="recovery-codes"),
    path(_("forgotten/"), login.forgotten_password, name="forgotten"),
    path(_("new-password/<str:key>/"), login.new_password, name="new-password"),
    path(_("my-access/"), account.access, name="access"),
    path(_("my-access/password/"), account.change_password, name="change-password"),
    path(_("my-access/language/"), set_language, name="language"),
    path(_("sign-out/"), login.sign_out, name="sign-out"),
    path(_("sign-out/everywhere/"), account.sign_out_everywhere, name="sign-out-everywhere"),
]
