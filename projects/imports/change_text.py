"""Changes of projects in words: labels of fields, names instead of ids, sums and days as people write them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, TypedDict

from django.db.models import Model
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from groups.models import LeaderGroup
from places.models import Municipality, Region
from projects.models import Funding, FundingStage, Programme, Project, Theme

from .merge.changes import Change, Changes, FieldName, FundingField

_MAX_TEXT = 80  # characters


class ChangeInWords(TypedDict):
    """A field and two values of it, for a sentence with these placeholders."""

    field: str
    ours: str
    theirs: str


class ChangeFormatter:
    """Puts changes into words. Each table of names is read at most once."""

    _models: ClassVar[dict[str, type[Model]]] = {
        "group": LeaderGroup,
        "parent": Project,
        "theme": Theme,
        "programme": Programme,
        "region": Region,
        "applicant_municipality": Municipality,
        "places": Municipality,
        "partners": LeaderGroup,
    }

    def __init__(self) -> None:
        self._names: dict[type[Model], dict[Any, str]] = {}

    def sentences(self, changes: Changes) -> Iterator[str]:
        """Yield a sentence for each change."""
        return (self.sentence(field, change) for field, change in changes.items())

    def sentence(self, field: FieldName, change: Change) -> str:
        """Return "Ends: 31.12.2023 → 30.6.2024."."""
        return "{field}: {ours} → {theirs}.".format(**self.in_words(field, change))

    def in_words(self, field: FieldName, change: Change) -> ChangeInWords:
        """Return a change as the values of a sentence."""
        return {
            "field": capfirst(field_label(field)),
            "ours": self._value(field, change.before),
            "theirs": self._value(field, change.after),
        }

    def _value(self, field: FieldName, value: Any) -> str:
        if value in (None, "", [], {}):
            return _("empty")
        if field in ("places", "partners"):
            return ", ".join(self._name(field, pk) for pk in value)
        if field in self._models:
            return self._name(field, value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, date):
            return date_format(value, "SHORT_DATE_FORMAT")
        if isinstance(value, Decimal):
            return f"{number_format(value, 2)} €"
        choices = {} if isinstance(field, FundingField) else dict(Project._meta.get_field(field).flatchoices)
        text = str(choices.get(value, value))
        return text if len(text) <= _MAX_TEXT else f"{text[: _MAX_TEXT - 1]}…"

    def _name(self, field: FieldName, pk: Any) -> str:
        model = self._models[str(field)]
        if model is Project:  # too many to read them all
            return str(Project.objects.filter(pk=pk).first() or pk)
        if model not in self._names:
            self._names[model] = {row.pk: str(row) for row in model._default_manager.all()}
        return self._names[model].get(pk, str(pk))


def field_label(field: FieldName) -> str:
    """Return the name for people of a field."""
    if field == "places":
        return _("places")
    if isinstance(field, FundingField):
        label = Funding._meta.get_field(field.column).verbose_name
        stage = str(FundingStage(field.stage).label).partition(":")[0]  # without why it is not known better
        return ", ".join(filter(None, [str(label), stage, str(field.year or "")]))
    model_field = Project._meta.get_field(field)
    language = getattr(model_field, "language", None)
    label = model_field.translated_field.verbose_name if language else model_field.verbose_name
    return f"{label} ({language})" if language else str(label)
