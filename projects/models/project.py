"""A project, where it takes place, and its money.

Days are stored with their precision: a source that states only a year gives its first day as the start and its last day
as the end, and a page shows the year. Money is Decimal EUR or None; None is unknown, never 0.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from groups.models import LeaderGroup, ProgrammingPeriod
from places.models import Municipality, Region
from text.localized import localized
from text.normalise import fold

from .programme import Programme, ProjectSource, Theme


class FundingStage(models.TextChoices):
    """What a sum of money means; of a grant, from the surest to the least sure."""

    GRANTED = "granted", _("granted")
    ANNOUNCED = "announced", _("planned or granted: the source does not say which")
    PLANNED = "planned", _("planned")
    PAID = "paid", _("paid")


class Project(models.Model):
    """A project or activity that a Leader group funds or runs, as a source states it.

    Keyed by the authority's project number where there is one, else by source and its own id; a title is never a key.
    `public_funding_eur`, `total_eur` and `funding_stage` repeat the surest of the project's Funding rows, so that lists
    can sort by them; projects.services.set_headline_funding() keeps them so.
    """

    class Kind(models.TextChoices):
        PROJECT = "project", _("funded project")
        THEME = "theme", _("theme project of small sub-projects")
        SCHEME = "scheme", _("scheme of small grants")
        ACTIVITY = "activity", _("activity with other money")

    class Decision(models.TextChoices):
        DECIDED = "decided", _("decided")
        ENDORSED = "endorsed", _("endorsed by the group, final decision not seen")
        APPLIED = "applied", _("applied for")
        UNKNOWN = "unknown", _("the source does not say")

    class ApplicantKind(models.TextChoices):
        ASSOCIATION = "association", _("association")
        MUNICIPALITY = "municipality", _("municipality or joint authority")
        COMPANY = "company", _("company or cooperative")
        LEADER_GROUP = "group", _("Leader group")
        PARISH = "parish", _("parish")
        EDUCATION = "education", _("school, research or foundation")
        OTHER = "other", _("other organisation")
        UNKNOWN = "unknown", _("not stated")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")

    number = models.CharField(_("project number"), max_length=40, null=True, blank=True, unique=True)
    source = models.ForeignKey(ProjectSource, models.PROTECT, related_name="projects", verbose_name=_("source"))
    source_key = models.CharField(_("id in the source"), max_length=300, blank=True)
    source_url = models.CharField(_("page of the project in the source"), max_length=1000, blank=True)
    source_date = models.DateField(_("date of the source"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.PROJECT)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="sub_projects", verbose_name=_("theme project")
    )
    title = models.CharField(_("title"), max_length=300)
    title_key = models.CharField(_("ordering key of the title"), max_length=80, blank=True, editable=False)
    summary = models.TextField(_("summary"), blank=True)
    keywords = models.CharField(_("keywords"), max_length=500, blank=True)
    measure = models.CharField(_("measure, as stated in the source"), max_length=200, blank=True)
    group = models.ForeignKey(
        LeaderGroup, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("Leader group")
    )
    partners = models.ManyToManyField(
        LeaderGroup, blank=True, related_name="partner_projects", verbose_name=_("other Leader groups that take part")
    )
    applicant = models.CharField(_("applicant"), max_length=200, blank=True)
    applicant_kind = models.CharField(
        _("kind of applicant"), max_length=12, choices=ApplicantKind.choices, default=ApplicantKind.UNKNOWN
    )
    applicant_municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("applicant's municipality"),
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
        help_text=_("Only where the source states a region instead of municipalities."),
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("theme")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("programme")
    )
    period = models.ForeignKey(
        ProgrammingPeriod, models.PROTECT, null=True, blank=True, related_name="projects",
        verbose_name=_("programming period"),
    )  # fmt: skip
    starts = models.DateField(_("starts"), null=True, blank=True)
    starts_precision = models.CharField(
        _("precision of the start"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    ends = models.DateField(_("ends"), null=True, blank=True)
    ends_precision = models.CharField(
        _("precision of the end"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    decision = models.CharField(_("decision"), max_length=8, choices=Decision.choices, default=Decision.UNKNOWN)
    source_state = models.CharField(_("state, as stated in the source"), max_length=100, blank=True)
    public_funding_eur = models.DecimalField(
        _("public funding (EUR)"), max_digits=13, decimal_places=2, null=True, blank=True, editable=False
    )
    total_eur = models.DecimalField(
        _("total cost (EUR)"), max_digits=13, decimal_places=2, null=True, blank=True, editable=False
    )
    funding_stage = models.CharField(
        _("what the sum means"), max_length=9, choices=FundingStage.choices, blank=True, editable=False
    )
    is_published = models.BooleanField(_("published"), default=True)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    edited_fields = models.JSONField(
        _("edited by staff"), default=list, blank=True, editable=False,
        help_text=_("An import never overwrites these; it lists what the source says instead."),
    )  # fmt: skip
    last_seen_run = models.ForeignKey(
        "ImportRun", models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("last seen in"),
    )  # fmt: skip

    municipalities = models.ManyToManyField(
        Municipality, through="ProjectPlace", related_name="projects", verbose_name=_("municipalities")
    )

    class Meta:
        ordering = [F("starts").desc(nulls_last=True), "-pk"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_key"], condition=~Q(source_key=""), name="project_once_a_source"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | ~Q(source_key=""), name="project_has_a_key",
                violation_error_message=_("A project needs its number or its id in the source."),
            ),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")), name="project_ends_after_start",
                violation_error_message=_("The project ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")), name="project_not_its_own_parent",
                violation_error_message=_("A project cannot be its own theme project."),
            ),
            models.CheckConstraint(
                condition=Q(public_funding_eur__gte=0) | Q(public_funding_eur=None), name="public_funding_not_negative"
            ),
            models.CheckConstraint(condition=Q(total_eur__gte=0) | Q(total_eur=None), name="total_not_negative"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["group", "theme"], name="project_group_theme")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:project", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """The words of the address; the same in every language and only for people, since the id leads here."""
        title, _language = localized(self, "title", "fi")
        return slugify(fold(title))[:60].strip("-") or "hanke"


class ProjectPlace(models.Model):
    """That a project takes place in a municipality; not where its applicant has its office."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="places", verbose_name=_("project"))
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("municipality"))
    name_in_source = models.CharField(
        _("name in the source"), max_length=200, blank=True, help_text=_("A village or a former municipality.")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("place of a project")
        verbose_name_plural = _("places of a project")
        constraints = [models.UniqueConstraint(fields=["project", "municipality"], name="municipality_once_a_project")]

    def __str__(self) -> str:
        return f"{self.project}: {self.municipality}"


class Funding(models.Model):
    """The money of a project at one stage: what was planned, granted or paid are never one figure.

    Payments stand by financial year (16 October to 15 October) where the source states it. All sums are EUR or None.
    """

    MONEY = ["eu_eur", "state_eur", "municipal_eur", "public_eur", "private_eur", "total_eur"]

    project = models.ForeignKey(Project, models.CASCADE, related_name="fundings", verbose_name=_("project"))
    stage = models.CharField(_("stage"), max_length=9, choices=FundingStage.choices)
    financial_year = models.PositiveSmallIntegerField(_("financial year of the payment"), null=True, blank=True)
    eu_eur = models.DecimalField(_("EU (EUR)"), max_digits=13, decimal_places=2, null=True, blank=True)
    state_eur = models.DecimalField(_("state (EUR)"), max_digits=13, decimal_places=2, null=True, blank=True)
    municipal_eur = models.DecimalField(
        _("municipalities (EUR)"), max_digits=13, decimal_places=2, null=True, blank=True
    )
    public_eur = models.DecimalField(
        _("public funding in total (EUR)"), max_digits=13, decimal_places=2, null=True, blank=True,
        help_text=_("EU, state and municipal money together."),
    )  # fmt: skip
    private_eur = models.DecimalField(_("private (EUR)"), max_digits=13, decimal_places=2, null=True, blank=True)
    total_eur = models.DecimalField(_("total cost (EUR)"), max_digits=13, decimal_places=2, null=True, blank=True)
    is_approximate = models.BooleanField(_("approximate"), default=False)

    class Meta:
        ordering = ["stage", "financial_year", "pk"]
        verbose_name = _("funding")
        verbose_name_plural = _("funding")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "stage"], condition=Q(financial_year=None), name="funding_once_a_stage"
            ),
            models.UniqueConstraint(fields=["project", "stage", "financial_year"], name="funding_once_a_year"),
            models.CheckConstraint(
                condition=Q(financial_year=None) | Q(stage=FundingStage.PAID), name="only_payments_have_a_year",
                violation_error_message=_("Only a payment has a financial year."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__gte": 0}) | Q(**{name: None}), name=f"funding_{name}_not_negative",
                    violation_error_message=_("Money cannot be negative."),
                )
                for name in ("eu_eur", "state_eur", "municipal_eur", "public_eur", "private_eur", "total_eur")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.project}: {self.get_stage_display()}"
