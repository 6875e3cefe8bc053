"""Whom an enquiry goes to, and how far each of them has come with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groups.models import LeaderGroup
from outbox.models import OutboxMail

from ..states import CaseState, Outcome
from .enquiry import Enquiry


class EnquiryRecipient(models.Model):
    """One whom the enquiry goes to, with a state of its own; without a group it is the network's coordinator."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="recipients", verbose_name=_("enquiry"))
    group = models.ForeignKey(
        LeaderGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Leader group")
    )
    state = models.CharField(_("state"), max_length=10, choices=CaseState.choices, default=CaseState.RECEIVED)
    by_coordinator = models.BooleanField(
        _("through the coordinator"), default=False, help_text=_("The portal knows no address of the group.")
    )
    outcome = models.CharField(_("outcome"), max_length=11, choices=Outcome.choices, blank=True)
    is_lead = models.BooleanField(
        _("takes the lead"), default=False, help_text=_("Of several groups, this one answers for all.")
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    added_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("brought in by"),
        help_text=_("The group that handed the enquiry over or asked this one to join."),
    )
    sent_on = models.DateField(
        _("counted from"), null=True, blank=True, help_text=_("The first day of the promised time.")
    )
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)
    answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(
        _("reminders sent"), default=0, help_text=_("1 and 2 to the group, 3 to the coordinator.")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "group"], name="recipient_once"),
            models.UniqueConstraint(fields=["enquiry"], condition=Q(group=None), name="coordinator_once"),
            models.UniqueConstraint(fields=["enquiry"], condition=Q(is_lead=True), name="one_lead_an_enquiry"),
            models.CheckConstraint(name="recipient_state_known", condition=Q(state__in=CaseState.values)),
            models.CheckConstraint(
                name="answered_recipient_has_a_time",
                condition=~Q(state=CaseState.ANSWERED) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="closed_recipient_has_an_outcome",
                condition=Q(state=CaseState.CLOSED, closed_at__isnull=False) & ~Q(outcome="")
                | Q(state=CaseState.ERASED)
                | ~Q(state__in=[CaseState.CLOSED, CaseState.ERASED]) & Q(closed_at=None, outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.group or _("the coordinator of the Leader network"))

    @property
    def mails(self) -> QuerySet[OutboxMail]:
        return OutboxMail.objects.filter(enquiry_mail__recipient=self)
