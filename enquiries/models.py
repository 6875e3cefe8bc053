"""An enquiry, whom it goes to, what happened to it, and the mails that it causes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from groups.models import Duty, LeaderGroup, Service
from places.models import Municipality, Region

from .states import CaseState, MailState

# Characters; the form refuses more, so that nothing is cut silently.
NAME_LENGTH = 100
ORGANISATION_LENGTH = 150
PHONE_LENGTH = 40
TEXT_LENGTH = 5000


class Enquiry(models.Model):
    """What somebody asks of Leader groups: about one place, one municipality, one region or a group's whole area."""

    class HeldBecause(models.TextChoices):
        TRAP = "trap", _("a field that people do not see was filled in")
        TOO_FAST = "too_fast", _("filled in faster than a person can")
        LINKS = "links", _("many links in the text")

    reference = models.CharField(_("reference"), max_length=12, unique=True)
    submission_key = models.UUIDField(_("key of the submission"), unique=True, editable=False)
    # Of the latest enquiry with this content (see content.py); empty once the same was sent anew after a day.
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
    created_at = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)

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
        ]

    def __str__(self):
        return self.reference

    @property
    def place(self):
        """The municipality or region, or the group whose whole area is meant."""
        return self.municipality or self.region or self.area_of

    @cached_property
    def topics(self):
        """What it is about: {"duties": [Duty, …], "services": [Service, …]}, read once for all mails."""
        return {"duties": list(self.duties.all()), "services": list(self.services.all())}


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

    class Meta:
        ordering = ["pk"]
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "group"], name="recipient_once"),
            models.UniqueConstraint(fields=["enquiry"], condition=Q(group=None), name="coordinator_once"),
            models.CheckConstraint(name="recipient_state_known", condition=Q(state__in=CaseState.values)),
        ]

    def __str__(self):
        return str(self.group or _("the coordinator of the Leader network"))


class OutboxMail(models.Model):
    """A mail to be sent, written in the transaction of its cause; enquiries.outbox sends it."""

    class Kind(models.TextChoices):
        TO_GROUP = "to_group", _("to the group")
        RECEIPT = "receipt", _("receipt to the sender")
        FAILURE = "failure", _("failure, to the coordinator")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="mails", verbose_name=_("enquiry"))
    recipient = models.ForeignKey(
        EnquiryRecipient, models.CASCADE, null=True, blank=True, related_name="mails", verbose_name=_("recipient")
    )
    to = models.EmailField(_("to"))
    reply_to = models.EmailField(_("reply to"), blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    message_id = models.CharField(
        _("Message-ID"),
        max_length=300,
        unique=True,
        help_text=_("The same on every try: a second copy is known as one."),
    )
    state = models.CharField(_("state"), max_length=6, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    give_up_at = models.DateTimeField(_("last try before"))
    lease_until = models.DateTimeField(
        _("taken until"), null=True, blank=True, help_text=_("A worker is sending it; after this time another may.")
    )
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [models.Index(fields=["next_try_at"], condition=Q(state="queued"), name="mail_due")]
        constraints = [
            models.CheckConstraint(name="mail_state_known", condition=Q(state__in=MailState.values)),
            models.CheckConstraint(
                name="sent_mail_has_a_time",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
            ),
        ]

    def __str__(self):
        return self.subject


class Event(models.Model):
    """What happened to an enquiry, when and by whom. Never what anybody wrote."""

    class What(models.TextChoices):
        RECEIVED = "received", _("received")
        HELD = "held", _("held as suspected spam")
        RELEASED = "released", _("released by a person")
        DELIVERED = "delivered", _("mail delivered to the recipient")
        RECEIPT_SENT = "receipt_sent", _("receipt delivered to the sender")
        MAIL_FAILED = "mail_failed", _("mail given up")
        TRIED_AGAIN = "tried_again", _("mail queued again by a person")

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="events", verbose_name=_("enquiry"))
    recipient = models.ForeignKey(
        EnquiryRecipient, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("recipient")
    )
    what = models.CharField(_("what"), max_length=20, choices=What.choices)
    when = models.DateTimeField(_("when"), default=timezone.now)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
        help_text=_("Empty: the sender or the portal itself."),
    )

    class Meta:
        ordering = ["when", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self):
        return self.get_what_display()


class Attempt(models.Model):
    """That an enquiry was sent from a network address, kept as a keyed hash for a day (see ratelimit.py)."""

    address_hash = models.CharField(_("hash of the network address"), max_length=64)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = [
            models.Index(fields=["address_hash", "at"], name="attempts_of_address"),
            models.Index(fields=["at"], name="attempts_by_time"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"
