from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class LeaderportalConfig(AppConfig):
    name = "leaderportal"

    def ready(self):
        """Call the groups that give rights user groups: "groups" alone means Leader groups to everybody here."""
        group = apps.get_model("auth", "Group")
        group._meta.verbose_name, group._meta.verbose_name_plural = _("user group"), _("user groups")
        apps.get_model("auth", "User")._meta.get_field("groups").verbose_name = _("user groups")
