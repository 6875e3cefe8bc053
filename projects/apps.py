from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from groups.permissions import Role, allow  # not at start: the apps must be loaded

        from . import personal_data

        allow(Role.REGION, "projects.project", "view")
        allow(Role.EDITOR, "projects.project", "view", "change")
        for part in ("funding", "projectplace"):  # of the project whose form it is
            allow(Role.EDITOR, f"projects.{part}", "view", "add", "change", "delete")
        personal_data.register()
