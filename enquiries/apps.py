from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnquiriesConfig(AppConfig):
    name = "enquiries"
    verbose_name = _("Enquiries")

    def ready(self) -> None:
        from groups.permissions import Role, allow  # not at start: the apps must be loaded

        from . import personal_data

        for role in (Role.EDITOR, Role.REGION):
            allow(role, "enquiries.enquiryrecipient", "view", "change")
        allow(Role.REGION, "enquiries.answertemplate", "view")
        allow(Role.EDITOR, "enquiries.answertemplate", "view", "add", "change", "delete")
        personal_data.register()
