"""A Leader group with its strategies and board."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from places.cached_reverse import cached_reverse
from places.models import Region
from text.normalise import ordering_key

from .sourced import Confidence, Sourced

# The columns `languages` of groups and contacts hold these codes, separated by semicolons.
WORKING_LANGUAGES = {"fi": _("Finnish"), "sv": _("Swedish"), "se": _("Northern Sámi"), "en": _("English")}


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

    def __str__(self) -> str:
        return self.code.replace("-", "–")


class LeaderGroupQuerySet(models.QuerySet["LeaderGroup"]):
    def current(self) -> "LeaderGroupQuerySet":
        """Return the groups that work today, without the former ones."""
        return self.filter(valid_to=None)

    def alphabetical(self) -> "list[LeaderGroup]":
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
    residents = models.PositiveIntegerField(_("residents of the area, as stated by the group"), null=True, blank=True)
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

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return cached_reverse("group", self.slug)

    def clean(self) -> None:
        # A form leaves out the key, and with it the constraint that compares with it.
        if self.pk and self.successor_id == self.pk:
            raise ValidationError({"successor": _("A group cannot be its own successor.")})

    @property
    def own_names(self) -> list[str]:
        """The names and registered names in all languages, each once."""
        names = (
            getattr(self, f"{field}_{code}") for field in ("name", "legal_name") for code, _name in settings.LANGUAGES
        )
        return list(dict.fromkeys(filter(None, names)))

    @property
    def short_name(self) -> str:
        """The name without a leading "Leader": the word nobody looks under in a list."""
        return self.name.removeprefix("Leader ")

    @property
    def working_languages(self) -> list[str]:
        """The names of the languages the group works in, in the active language; unknown codes are left out."""
        return [str(WORKING_LANGUAGES[code]) for code in self.languages.split(";") if code in WORKING_LANGUAGES]


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

    def __str__(self) -> str:
        return self.title or str(self.period or "")


class BoardComposition(Sourced):
    """How many seats of a board each third has; a number that is not known is empty, never 0."""

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

    def __str__(self) -> str:
        return str(self.group)
