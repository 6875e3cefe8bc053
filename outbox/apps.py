from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = _("Mails")

    def ready(self) -> None:
        from . import personal_data  # not at start: the apps must be loaded

        personal_data.register()
