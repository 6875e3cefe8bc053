from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from groups.permissions import Role, allow  # not at start: the apps must be loaded

        from . import personal_data
        from .models import Funding, Project, ProjectPlace

        allow(Role.REGION, Project, "view")
        allow(Role.EDITOR, Project, "view", "change")
        for part in (Funding, ProjectPlace):  # of the project whose form it is
            allow(Role.EDITOR, part, "view", "add", "change", "delete")
        personal_data.register()
