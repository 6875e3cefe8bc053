from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        # Not at start: the apps must be loaded.
        from outbox import handlers

        from . import personal_data
        from .emails import MailKind, StaffMailHandler

        handlers.register(MailKind, StaffMailHandler)
        personal_data.register()
