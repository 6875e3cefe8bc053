"""The rules for a password (settings.AUTH_PASSWORD_VALIDATORS): Django's, in the words of the portal."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _


class MinimumLengthValidator(rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("The password is too short: at least %(count)d characters are needed.") % {"count": self.min_length}

    def get_help_text(self) -> str:
        return _("At least %(count)d characters; a few words do well.") % {"count": self.min_length}


class UserAttributeSimilarityValidator(rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("The password is too much like your name or address.")

    def get_help_text(self) -> str:
        return _("Not your name or address.")


class CommonPasswordValidator(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("This password is among the most common ones.")

    def get_help_text(self) -> str:
        return _("None of the most common passwords.")


class NumericPasswordValidator(rules.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return _("The password has nothing but digits.")

    def get_help_text(self) -> str:
        return _("Not digits alone.")
