from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeedingConfig(AppConfig):
    name = "seeding"
    verbose_name = _("Loaded data")

    def ready(self) -> None:
        from . import personal_data  # not at start: the apps must be loaded

        personal_data.register()
