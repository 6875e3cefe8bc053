"""What a row of each resource holds. Field names last: a new one may be added, none is renamed or removed in v1.

Left out on purpose: names, e-mail addresses and telephone numbers of people and offices, and who checked a fact.
"""

from typing import Any, NamedTuple

from django.db.models import Field, Model
from django.urls import reverse
from rest_framework import serializers

from groups.evidence import Evidence, ServiceStatus
from groups.models import AreaMembership, Duty, ExampleActivity, LeaderGroup, Service
from groups.models.sourced import Confidence
from places.models import Municipality, Region
from text.localized import LANGUAGES

SOURCED = ["source", "source_year", "checked_on"]


def in_languages(*names: str) -> list[str]:
    """Return the columns of translated fields: "name" → name_fi, name_sv, name_en."""
    return [f"{name}_{language}" for name in names for language in LANGUAGES]


class Row(serializers.ModelSerializer):
    """Columns of a model, read only. Unknown is null, also where the database has an empty text."""

    def build_standard_field(
        self, field_name: str, model_field: Field
    ) -> tuple[type[serializers.Field], dict[str, Any]]:
        field, options = super().build_standard_field(field_name, model_field)
        may_be_unknown = {"allow_null": True} if model_field.blank or model_field.null else {}
        options.pop("allow_blank", None)
        return field, {**options, **may_be_unknown}

    def to_representation(self, instance: Model) -> dict[str, Any]:
        return {name: None if value == "" else value for name, value in super().to_representation(instance).items()}

    def lasting_address(self, name: str, key: str) -> str:
        """Return the full language-free address of a page of the portal."""
        return self.context["request"].build_absolute_uri(reverse(name, args=[key]))


class RegionRow(Row):
    url = serializers.SerializerMethodField()

    class Meta:
        model = Region
        fields = ["code", "slug", *in_languages("name"), "nuts3", "iso", "url", "source", "checked_on"]

    def get_url(self, region: Region) -> str:
        return self.lasting_address("region-code", region.code)


class ShareRow(Row):
    """How much of a municipality belongs to a group."""

    group = serializers.SlugRelatedField("slug", read_only=True)

    class Meta:
        model = AreaMembership
        fields = ["group", "coverage", *in_languages("part")]


class MunicipalityRow(Row):
    """A municipality that exists today; `former` are the codes of those that were merged into it."""

    groups = ShareRow(source="shares", many=True)
    former = serializers.SlugRelatedField("code", source="predecessors", many=True, read_only=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Municipality
        fields = [
            *("code", "slug", *in_languages("name"), "name_se", "region"),
            *("population", "population_year", "languages", "sami_homeland", "lat", "lon"),
            *("groups", "former", "url", "source", "checked_on"),
        ]

    def get_url(self, municipality: Municipality) -> str:
        return self.lasting_address("municipality-code", municipality.code)


class GroupShareRow(Row):
    """How much of which municipality belongs to the group."""

    class Meta:
        model = AreaMembership
        fields = ["municipality", "coverage"]


class GroupRow(Row):
    """A Leader group; `former` are the slugs of the groups that it took over from."""

    languages = serializers.SerializerMethodField()
    legal_name = serializers.CharField(source="legal_name_fi", allow_null=True)
    office_street = serializers.CharField(source="office.street", default=None, allow_null=True)
    office_postal_code = serializers.CharField(source="office.postal_code", default=None, allow_null=True)
    office_town = serializers.CharField(source="office.town_fi", default=None, allow_null=True)
    office_source = serializers.CharField(source="office.source", default=None, allow_null=True)
    office_source_year = serializers.IntegerField(source="office.source_year", default=None, allow_null=True)
    municipalities = GroupShareRow(source="shares", many=True)
    regions = serializers.SerializerMethodField()
    former = serializers.SlugRelatedField("slug", source="predecessors", many=True, read_only=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = LeaderGroup
        fields = [
            *("slug", *in_languages("name"), "legal_name", *in_languages("summary"), "website", "languages"),
            *("founded_year", "home_region", "regions", "municipalities"),
            *("office_street", "office_postal_code", "office_town", "office_source", "office_source_year"),
            *("former", "valid_to", "url", "confidence", *SOURCED),
        ]

    def get_languages(self, group: LeaderGroup) -> list[str]:
        return [code for code in group.languages.split(";") if code]

    def get_regions(self, group: LeaderGroup) -> list[str]:
        return sorted({share.municipality.region_id for share in group.shares})  # type: ignore[attr-defined]  # prefetched

    def get_url(self, group: LeaderGroup) -> str:
        return self.lasting_address("group-slug", group.slug)


class AreaRow(Row):
    """That a municipality belongs to a group's area, wholly or in part. Names are there for readers of a table."""

    group = serializers.SlugRelatedField("slug", read_only=True)
    group_name = serializers.CharField(source="group.name_fi")
    municipality_name = serializers.CharField(source="municipality.name_fi")
    region = serializers.CharField(source="municipality.region_id")
    postal_codes = serializers.SerializerMethodField()

    class Meta:
        model = AreaMembership
        fields = [
            *("group", "group_name", "municipality", "municipality_name", "region", "coverage", *in_languages("part")),
            *("former_municipality", "postal_codes", "confidence", *SOURCED),
        ]

    def get_postal_codes(self, area: AreaMembership) -> list[str]:
        return area.postal_codes.split()


class ServiceRow(Row):
    class Meta:
        model = Service
        fields = ["code", "slug", *in_languages("name", "text")]


class DutyRow(Row):
    """A duty of a municipality or region, and the codes of the services that help with it."""

    services = serializers.SerializerMethodField()

    class Meta:
        model = Duty
        fields = ["code", "slug", *in_languages("name", "text"), "services"]

    def get_services(self, duty: Duty) -> list[str]:
        return [link.service.code for link in duty.links.all()]


class Offer(NamedTuple):
    """One service of one group, with what is known of it."""

    group: LeaderGroup
    service: Service
    status: ServiceStatus


class OfferRow(serializers.Serializer):
    """One service of one group, as the pages show it: how we know of it, and what the group offers.

    Where only examples or projects show the service, the text and its source are null. A missing row means "not known".
    """

    group = serializers.CharField()
    service = serializers.CharField()
    state = serializers.ChoiceField(Evidence.choices)
    text_fi = serializers.CharField(allow_null=True)
    text_sv = serializers.CharField(allow_null=True)
    text_en = serializers.CharField(allow_null=True)
    terms_fi = serializers.CharField(allow_null=True)
    terms_sv = serializers.CharField(allow_null=True)
    terms_en = serializers.CharField(allow_null=True)
    examples = serializers.IntegerField(help_text="How many sure examples show it")
    projects = serializers.IntegerField(help_text="How many funded projects show it")
    schemes = serializers.IntegerField(help_text="Where no project does, how many schemes of small grants show it")
    confidence = serializers.ChoiceField(Confidence.choices, allow_null=True)
    source = serializers.CharField(allow_null=True)  # type: ignore[assignment]  # a field of that name is meant
    source_year = serializers.IntegerField(allow_null=True)
    checked_on = serializers.DateField(allow_null=True)

    def to_representation(self, instance: Offer) -> dict[str, Any]:
        group, service, status = instance
        offer_fields = [*in_languages("text", "terms"), "confidence", "source", "source_year"]
        row = {
            "group": group.slug,
            "service": service.code,
            "state": status.state.value,
            "examples": len(status.supporting_examples),
            "projects": status.project_evidence.projects,
            "schemes": status.project_evidence.schemes,
            "checked_on": status.offer and status.offer.checked_on and status.offer.checked_on.isoformat(),
            **{name: getattr(status.offer, name, None) or None for name in offer_fields},
        }
        return {str(name): row[str(name)] for name in self.fields}


class ExampleRow(Row):
    """Something a group has done. Confidence "low": that this group did it was only inferred from the place.

    is_decided false: the group has endorsed it, but the final decision was not seen.
    """

    group = serializers.SlugRelatedField("slug", read_only=True)
    services = serializers.SlugRelatedField("code", many=True, read_only=True)

    class Meta:
        model = ExampleActivity
        fields = [
            *("group", "title", "title_language", *in_languages("text"), "year", "services", "municipalities"),
            *("is_decided", "confidence", *SOURCED),
        ]
