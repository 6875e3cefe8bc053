from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnquiriesConfig(AppConfig):
    name = "enquiries"
    verbose_name = _("Enquiries")

    def ready(self) -> None:
        # Not at start: the apps must be loaded.
        from groups.permissions import Role, allow
        from outbox import handlers

        from . import personal_data
        from .mail_handler import EnquiryMailHandler
        from .models import AnswerTemplate, EnquiryMail, EnquiryRecipient

        handlers.register(EnquiryMail.Kind, EnquiryMailHandler)
        for role in (Role.EDITOR, Role.REGION):
            allow(role, EnquiryRecipient, "view", "change")
        allow(Role.REGION, AnswerTemplate, "view")
        allow(Role.EDITOR, AnswerTemplate, "view", "add", "change", "delete")
        personal_data.register()
