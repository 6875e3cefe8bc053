"""Regions, municipalities, postal codes, the names that lead to them and the areas drawn on maps.

Codes are Statistics Finland's and stay strings ("005"). Names of regions and municipalities are
columns per language (see translation.py).
"""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from text.normalise import ordering_key

from .cached_reverse import cached_reverse


class Region(models.Model):
    """A region (maakunta), by Statistics Finland's classification."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    slug = models.SlugField(_("address word"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    nuts3 = models.CharField(_("NUTS 3 code"), max_length=5)
    iso = models.CharField(_("ISO 3166-2 code"), max_length=6)
    source = models.CharField(_("source"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    # Made by translation.py.
    name_fi: str
    name_sv: str | None
    name_en: str | None

    class Meta:
        ordering = ["code"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return cached_reverse("region", self.slug)


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def current(self) -> Self:
        """Return the municipalities that exist today, without the dissolved ones."""
        return self.filter(valid_to=None)

    def alphabetical(self) -> list["Municipality"]:
        """Return them in the order of the reader's alphabet: … z å ä ö."""
        return sorted(self, key=lambda municipality: ordering_key(municipality.name))


class Municipality(models.Model):
    """A municipality (kunta), current or dissolved; a dissolved one has an end day and a successor."""

    class Languages(models.TextChoices):
        FINNISH = "finnish", _("Finnish")
        BILINGUAL_FINNISH = "bilingual_fi_sv", _("bilingual, majority Finnish")
        BILINGUAL_SWEDISH = "bilingual_sv_fi", _("bilingual, majority Swedish")
        SWEDISH = "swedish", _("Swedish")

    class SamiHomeland(models.TextChoices):
        FULL = "full", _("in the Sámi homeland")
        PARTIAL = "partial", _("partly in the Sámi homeland")

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    slug = models.SlugField(_("address word"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_se = models.CharField(_("name in Northern Sámi"), max_length=100, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="municipalities", verbose_name=_("region"))
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population"), null=True, blank=True)
    languages = models.CharField(_("official languages"), max_length=15, choices=Languages.choices)
    sami_homeland = models.CharField(_("Sámi homeland"), max_length=7, choices=SamiHomeland.choices, blank=True)
    lat = models.FloatField(_("latitude of the centre (°)"))
    lon = models.FloatField(_("longitude of the centre (°)"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("successor")
    )
    previous_region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("earlier region")
    )
    region_changed_on = models.DateField(_("region changed on"), null=True, blank=True)
    neighbours = models.ManyToManyField("self", blank=True, verbose_name=_("neighbours"))
    source = models.CharField(_("source"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    # Made by translation.py.
    name_fi: str
    name_sv: str | None
    name_en: str | None

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        constraints = [
            models.CheckConstraint(
                name="dissolved_municipality_has_successor",
                condition=Q(valid_to=None, successor=None) | Q(valid_to__isnull=False, successor__isnull=False),
                violation_error_message=_(
                    "A dissolved municipality has both a last day and a successor, others neither."
                ),
            ),
            models.CheckConstraint(name="municipality_not_its_own_successor", condition=~Q(successor=F("code"))),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return cached_reverse("municipality", self.slug)

    def clean(self) -> None:
        # A form leaves out the key, and with it the constraint that compares with it.
        if self.code and self.successor_id == self.code:
            raise ValidationError({"successor": _("A municipality cannot be its own successor.")})

    @property
    def is_current(self) -> bool:
        return self.valid_to is None


class PostalCode(models.Model):
    """A postal code, the municipality Posti gives it, and the others it reaches into."""

    code = models.CharField(_("postal code"), max_length=5, primary_key=True)
    name_fi = models.CharField(_("postal place in Finnish"), max_length=100)
    name_sv = models.CharField(_("postal place in Swedish"), max_length=100)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="postal_codes", verbose_name=_("municipality")
    )
    other_municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="+", verbose_name=_("also reaches into")
    )
    kind = models.CharField(_("kind"), max_length=20)
    lat = models.FloatField(_("latitude (°)"), null=True, blank=True)
    lon = models.FloatField(_("longitude (°)"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("postal code")
        verbose_name_plural = _("postal codes")

    def __str__(self) -> str:
        return f"{self.code} {self.name_fi}"


class FindableName(models.Model):
    """One name or code that a person may type, and the one thing it leads to.

    Rebuilt by the loaders: places writes its own names, apps above write theirs (Kind.GROUP). `target` is the
    code of a municipality or region, a postal code, or the slug of a group.
    """

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        DISSOLVED = "dissolved", _("former municipality")
        REGION = "region", _("region")
        GROUP = "group", _("Leader group")
        POSTAL_PLACE = "place", _("postal place")
        POSTAL_CODE = "code", _("postal code")

    text = models.CharField(_("name"), max_length=200)
    key = models.CharField(_("key"), max_length=200, db_index=True, help_text=_("lower case, single spaces"))
    folded = models.CharField(_("folded key"), max_length=200, db_index=True, help_text=_("key without diacritics"))
    length = models.PositiveSmallIntegerField(_("length of the folded key"), db_index=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    target = models.CharField(_("leads to"), max_length=60)

    class Meta:
        verbose_name = _("findable name")
        verbose_name_plural = _("findable names")
        constraints = [models.UniqueConstraint(fields=["key", "kind", "target"], name="findable_name_once")]

    def __str__(self) -> str:
        return self.text


class BoundarySet(models.Model):
    """The municipal borders in force: where they come from and how exact they are. At most one row."""

    year = models.PositiveSmallIntegerField(_("year"))
    is_approximate = models.BooleanField(_("approximate, computed from points"))
    attribution = models.CharField(_("attribution"), max_length=300)
    file_name = models.CharField(_("file"), max_length=200)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        verbose_name = _("set of boundaries")
        verbose_name_plural = _("sets of boundaries")

    def __str__(self) -> str:
        return self.credit()

    def credit(self) -> str:
        """Return the attribution in the reader's language; "{year}" in it stands for the year."""
        return gettext(self.attribution).replace("{year}", str(self.year))


class MunicipalBoundary(models.Model):
    """The area of one municipality as WKB in EPSG:3067 metres, simplified with shared borders equal."""

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, primary_key=True, related_name="boundary", verbose_name=_("municipality")
    )
    detail = models.BinaryField(_("area for regional maps (WKB)"))
    country = models.BinaryField(_("area for the country map (WKB)"))
    min_x = models.FloatField()
    min_y = models.FloatField()
    max_x = models.FloatField()
    max_y = models.FloatField()

    class Meta:
        verbose_name = _("municipal boundary")
        verbose_name_plural = _("municipal boundaries")

    def __str__(self) -> str:
        return str(self.municipality)


class Shape(models.Model):
    """An area ready to be drawn: SVG path data in map units (x to the right, y down), computed when areas change.

    `layer` is "municipality" or "region", or a layer of an app above ("group"); `key` is the code or slug of the
    thing drawn; `members` are the codes of the municipalities that make it up, so that it can be redrawn when
    boundaries change.
    """

    class Scale(models.TextChoices):
        DETAIL = "detail", _("regional maps")
        COUNTRY = "country", _("country map")

    layer = models.CharField(_("layer"), max_length=20)
    key = models.CharField(_("key"), max_length=60)
    scale = models.CharField(_("scale"), max_length=7, choices=Scale.choices)
    members = models.JSONField(_("municipality codes"), default=list)
    path = models.TextField(_("SVG path data"), blank=True)
    min_x = models.IntegerField()
    min_y = models.IntegerField()
    max_x = models.IntegerField()
    max_y = models.IntegerField()
    label_x = models.IntegerField()
    label_y = models.IntegerField()
    tint = models.PositiveSmallIntegerField(_("tint"), help_text=_("1–6; neighbours of a layer differ"))

    class Meta:
        verbose_name = _("shape")
        verbose_name_plural = _("shapes")
        constraints = [models.UniqueConstraint(fields=["layer", "key", "scale"], name="shape_once")]

    def __str__(self) -> str:
        return f"{self.layer} {self.key}, {self.scale}"
