"""A Leader group: its area, strategy, board, office and contacts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from places.cached_reverse import cached_reverse
from places.models import Municipality, Region
from text.normalise import ordering_key

from .sourced import Confidence, Sourced


class ProgrammingPeriod(models.Model):
    """A funding period of the EU (ohjelmakausi); a group's area can change with it."""

    code = models.CharField(_("code"), max_length=9, primary_key=True, help_text="2023-2027")
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))

    class Meta:
        ordering = ["-starts"]
        verbose_name = _("programming period")
        verbose_name_plural = _("programming periods")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="period_ends_after_start",
                violation_error_message=_("The period must end after it starts."),
            )
        ]

    def __str__(self):
        return self.code.replace("-", "–")


class LeaderGroupQuerySet(models.QuerySet):
    def current(self):
        """Return the groups that work today, without the former ones."""
        return self.filter(valid_to=None)

    def alphabetical(self):
        """Return a list in the order of the reader's alphabet, by the name without the word Leader."""
        return sorted(self, key=lambda group: ordering_key(group.short_name))


class LeaderGroup(Sourced):
    """A Leader group (LEADER local action group), working or former; a former one has a last day and a successor."""

    slug = models.SlugField(_("address word"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    legal_name = models.CharField(_("registered name"), max_length=150, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    website = models.URLField(_("web site"), blank=True)
    languages = models.CharField(_("working languages"), max_length=20, default="fi", help_text="fi;sv")
    home_region = models.ForeignKey(
        Region, models.PROTECT, related_name="home_groups", verbose_name=_("main region"), null=True, blank=True
    )
    founded_year = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    residents = models.PositiveIntegerField(_("residents of the area, as told by the group"), null=True, blank=True)
    residents_year = models.PositiveSmallIntegerField(_("year of the residents"), null=True, blank=True)
    residents_source = models.CharField(_("source of the residents"), max_length=500, blank=True)
    member_count = models.PositiveIntegerField(_("members of the association"), null=True, blank=True)
    member_count_year = models.PositiveSmallIntegerField(_("year of the members"), null=True, blank=True)
    member_count_source = models.CharField(_("source of the members"), max_length=500, blank=True)
    enquiry_email = models.EmailField(
        _("e-mail for enquiries"), blank=True, help_text=_("Empty: enquiries go to the office, else the coordinator.")
    )
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence.choices, default=Confidence.HIGH)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("successor")
    )

    objects = LeaderGroupQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("Leader group")
        verbose_name_plural = _("Leader groups")
        constraints = [
            models.CheckConstraint(
                name="successor_only_of_a_former_group",
                condition=Q(successor=None) | Q(valid_to__isnull=False),
                violation_error_message=_("Only a former group has a successor: give the group a last day, too."),
            ),
            models.CheckConstraint(name="group_not_its_own_successor", condition=~Q(successor=F("id"))),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return cached_reverse("group", self.slug)

    def clean(self):
        # A form leaves out the key, and with it the constraint that compares with it.
        if self.pk and self.successor_id == self.pk:
            raise ValidationError({"successor": _("A group cannot be its own successor.")})

    @property
    def own_names(self):
        """The names and registered names in all languages, each once."""
        names = (getattr(self, f"{field}_{code}") for field in ("name", "legal_name") for code in ("fi", "sv", "en"))
        return list(dict.fromkeys(filter(None, names)))

    @property
    def short_name(self):
        """The name without a leading "Leader": the word nobody looks under in a list."""
        return self.name.removeprefix("Leader ")


class AreaMembership(Sourced):
    """That a municipality belongs to a group's area, wholly or in part, and which part that is."""

    class Coverage(models.TextChoices):
        FULL = "full", _("the whole municipality")
        PART = "part", _("a part of the municipality")

    group = models.ForeignKey(LeaderGroup, models.CASCADE, related_name="areas", verbose_name=_("Leader group"))
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="areas", verbose_name=_("municipality"))
    coverage = models.CharField(_("coverage"), max_length=4, choices=Coverage.choices)
    part = models.CharField(_("which part"), max_length=300, blank=True)
    former_municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the part is this former municipality"),
    )
    postal_codes = models.CharField(
        _("postal codes of the part"), max_length=500, blank=True, help_text=_("Separated by spaces.")
    )
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence.choices, default=Confidence.HIGH)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering = ["municipality__slug", "group__slug"]
        verbose_name = _("municipality of the area")
        verbose_name_plural = _("municipalities of the area")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "municipality"],
                condition=Q(valid_to=None),
                name="municipality_once_in_an_area",
                violation_error_message=_(
                    "This municipality is in the group's area already. Mend that row, or end it."
                ),
            ),
            models.CheckConstraint(
                name="only_a_part_is_described",
                condition=Q(coverage="part") | Q(former_municipality=None),
                violation_error_message=_(
                    "A former municipality is told only when a part of the municipality belongs."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.municipality}"

    @property
    def is_part(self):
        return self.coverage == self.Coverage.PART


class LocalDevelopmentStrategy(Sourced):
    """What a group carries out in one period (paikallinen kehittämisstrategia)."""

    group = models.ForeignKey(LeaderGroup, models.CASCADE, related_name="strategies", verbose_name=_("Leader group"))
    period = models.ForeignKey(
        ProgrammingPeriod, models.PROTECT, null=True, blank=True, verbose_name=_("programming period")
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    priorities = models.TextField(_("priorities"), blank=True, help_text=_("One on each line."))
    public_funding_eur = models.DecimalField(
        _("public funding (EUR)"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    public_funding_source = models.CharField(_("source of the funding"), max_length=500, blank=True)

    class Meta:
        ordering = ["-period__starts", "pk"]
        verbose_name = _("local development strategy")
        verbose_name_plural = _("local development strategies")
        constraints = [
            models.UniqueConstraint(fields=["group", "period"], name="one_strategy_a_period"),
            models.CheckConstraint(
                condition=Q(public_funding_eur=None) | Q(public_funding_eur__gt=0),
                name="strategy_funding_positive",
                violation_error_message=_("Public funding is more than 0 euros; leave it empty when it is not known."),
            ),
        ]

    def __str__(self):
        return self.title or str(self.period or "")


class BoardComposition(Sourced):
    """How many seats of a board each third has; a number that nobody has told is empty, never 0."""

    group = models.OneToOneField(LeaderGroup, models.CASCADE, related_name="board", verbose_name=_("Leader group"))
    size = models.PositiveSmallIntegerField(_("members"), null=True, blank=True)
    municipal = models.PositiveSmallIntegerField(_("from municipalities"), null=True, blank=True)
    associations_and_companies = models.PositiveSmallIntegerField(
        _("from associations and companies"), null=True, blank=True
    )
    residents = models.PositiveSmallIntegerField(_("residents"), null=True, blank=True)

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")

    def __str__(self):
        return str(self.group)


class Office(Sourced):
    """Where a group's office is and how to reach it, as told in public."""

    group = models.OneToOneField(LeaderGroup, models.CASCADE, related_name="office", verbose_name=_("Leader group"))
    street = models.CharField(_("street address"), max_length=150, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    town = models.CharField(_("postal place"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self):
        return ", ".join(filter(None, [self.street, self.town]))


class Contact(Sourced):
    """Whom to call about what. A role, not a person file: the name may stay empty."""

    group = models.ForeignKey(LeaderGroup, models.CASCADE, related_name="contacts", verbose_name=_("Leader group"))
    role = models.CharField(_("role"), max_length=100)
    person = models.CharField(_("name"), max_length=100, blank=True)
    topics = models.ManyToManyField("groups.Duty", blank=True, related_name="+", verbose_name=_("topics"))
    languages = models.CharField(_("languages"), max_length=20, default="fi", help_text="fi;sv;en")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self):
        return self.role
