"""An enquiry: who asks what, about which place."""

import secrets
from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from groups.models import Duty, LeaderGroup, Service
from outbox.models import OutboxMail
from places.models import Municipality, Region

from ..states import CaseState, Outcome

# Characters; the form refuses more, so that nothing is cut silently.
NAME_LENGTH = 100
ORGANISATION_LENGTH = 150
PHONE_LENGTH = 40
TEXT_LENGTH = 5000


def new_status_key() -> str:
    """Return 256 random bits as a word of an address."""
    return secrets.token_urlsafe(32)


class Enquiry(models.Model):
    """What somebody asks of Leader groups: about one place, one municipality, one region or a group's whole area."""

    class HeldBecause(models.TextChoices):
        TRAP = "trap", _("a field that people do not see was filled in")
        TOO_FAST = "too_fast", _("filled in faster than a person can")
        LINKS = "links", _("many links in the text")
        SENT_AROUND = "around", _("the same text came from several senders to several groups")

    reference = models.CharField(_("reference"), max_length=12, unique=True)
    submission_key = models.UUIDField(_("key of the submission"), unique=True, editable=False)
    # Of the latest enquiry with this content (see fingerprint.py); empty once the same was sent again after a day.
    content_key = models.UUIDField(_("key of the content"), unique=True, null=True, editable=False)
    sender_name = models.CharField(_("name"), max_length=NAME_LENGTH)
    organisation = models.CharField(_("organisation"), max_length=ORGANISATION_LENGTH, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=PHONE_LENGTH, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    area_of = models.ForeignKey(
        LeaderGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("whole area of")
    )
    duties = models.ManyToManyField(Duty, blank=True, related_name="+", verbose_name=_("duties"))
    services = models.ManyToManyField(Service, blank=True, related_name="+", verbose_name=_("services"))
    text = models.TextField(_("message"), max_length=TEXT_LENGTH)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    consent_version = models.DateField(
        _("privacy notice of"), null=True, blank=True, help_text=_("The version that the sender has agreed to.")
    )
    state = models.CharField(_("state"), max_length=10, choices=CaseState.choices, default=CaseState.RECEIVED)
    held_because = models.CharField(_("held because"), max_length=10, choices=HeldBecause.choices, blank=True)
    outcome = models.CharField(_("outcome"), max_length=11, choices=Outcome.choices, blank=True)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)
    # In the address of the status page: whoever has it may read and answer as the sender.
    status_key = models.CharField(
        _("key of the status page"), max_length=43, unique=True, default=new_status_key, editable=False
    )
    confirmed_at = models.DateTimeField(
        _("address confirmed"), null=True, blank=True, help_text=_("The sender has used the link in a mail.")
    )
    reminded_at = models.DateTimeField(_("last reminded by the sender"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        constraints = [
            models.CheckConstraint(
                name="enquiry_about_one_place",
                condition=Q(municipality__isnull=False, region=None, area_of=None)
                | Q(municipality=None, region__isnull=False, area_of=None)
                | Q(municipality=None, region=None, area_of__isnull=False),
            ),
            models.CheckConstraint(name="enquiry_state_known", condition=Q(state__in=CaseState.values)),
            models.CheckConstraint(
                name="closed_enquiry_has_a_time",
                condition=Q(state=CaseState.CLOSED, closed_at__isnull=False)
                | Q(state=CaseState.ERASED)
                | ~Q(state__in=[CaseState.CLOSED, CaseState.ERASED]) & Q(closed_at=None, outcome=""),
            ),
            models.CheckConstraint(
                name="erased_enquiry_says_nothing",
                condition=Q(
                    state=CaseState.ERASED,
                    erased_at__isnull=False,
                    sender_name="",
                    organisation="",
                    email="",
                    phone="",
                    text="",
                )
                | ~Q(state=CaseState.ERASED) & Q(erased_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def mails(self) -> QuerySet[OutboxMail]:
        return OutboxMail.objects.filter(enquiry_mail__enquiry=self)

    @property
    def place(self) -> Municipality | Region | LeaderGroup:
        """The municipality or region, or the group whose whole area is meant."""
        return self.municipality or self.region or cast(LeaderGroup, self.area_of)  # see enquiry_about_one_place

    @cached_property
    def topics(self) -> dict[str, list[Duty] | list[Service]]:
        """What it is about: {"duties": [Duty, …], "services": [Service, …]}, read once for all mails."""
        return {"duties": list(self.duties.all()), "services": list(self.services.all())}
