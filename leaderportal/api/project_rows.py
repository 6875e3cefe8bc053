"""What a row about projects holds. The columns of a project are those of the files that the search exports."""

from typing import Any

from rest_framework import serializers

from projects.exports.rows import DATES, FLAGS, HEADER, LISTS, MONEY
from projects.models import FundingStage, Project, ProjectSource, Theme

from .rows import Row, in_languages

_CHOICES = {
    "kind": Project.Kind,
    "decision": Project.Decision,
    "applicant_kind": Project.ApplicantKind,
    "starts_precision": Project.Precision,
    "ends_precision": Project.Precision,
    "funding_stage": FundingStage,
}
_HELP = {
    "group": "Slug of the Leader group that leads it; null where the source does not say",
    "municipalities": "Codes of where it takes place, not of the applicant's office",
    "region": "Code, only where the source states a region instead of municipalities",
    "public_funding_eur": "EU, state and municipal money together at `funding_stage`; null is unknown",
    "theme_project": "Number of the theme project whose part it is; its money may stand in that one's sum",
    "address": "Lasting address of its page",
}


def _field(name: str) -> serializers.Field:
    options: dict[str, Any] = {"help_text": _HELP.get(name, "")}
    if name in LISTS:
        return serializers.ListField(child=serializers.CharField(), **options)
    if name == "id":
        return serializers.IntegerField(**options)
    if name == "address":
        return serializers.URLField(**options)
    options["allow_null"] = True
    if name in MONEY:
        return serializers.FloatField(**options)
    if name in DATES:
        return serializers.DateField(**options)
    if name in FLAGS:
        return serializers.BooleanField(**options)
    if name in _CHOICES:
        return serializers.ChoiceField(_CHOICES[name].choices, **options)
    return serializers.CharField(**options)


class ProjectRow(serializers.Serializer):
    """A project or activity as its source states it. `kind` and `decision` say which ones are funded projects."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name: _field(name) for name in HEADER}

    def to_representation(self, instance: dict[str, Any]) -> dict[str, Any]:
        return instance  # as projects.exports makes it for files


class ThemeRow(Row):
    """What a project is about, and the codes of the services that a funded project of the theme shows."""

    services = serializers.SlugRelatedField("code", many=True, read_only=True)

    class Meta:
        model = Theme
        fields = ["code", *in_languages("name"), "services"]


class SourceRow(Row):
    """A register or collection of pages that projects were loaded from, with its terms of use."""

    class Meta:
        model = ProjectSource
        fields = ["code", *in_languages("name"), "owner", "licence", "url"]
