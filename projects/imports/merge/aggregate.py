"""A project in memory with its places, partners and money, changed as one and written by merge.repository."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from projects.imports.source_files.rows import Where
from projects.models import Funding, Project
from projects.services import set_headline_funding, title_key

from .changes import FieldName, FundingField

_ATTNAMES = {field.name: field.attname for field in Project._meta.concrete_fields}


@dataclass(slots=True)
class ProjectAggregate:
    """A project with what belongs to it. A new one is not in the database yet.

    places: {municipality's code: name in the source}. partners: pks of groups. fundings: by stage and financial year or
    None. is_seen: a row of this file was about it already; where: the first of them, if near. changed: what has to be
    written, a subset of {"columns", "places", "partners", "money"}.
    """

    project: Project
    places: dict[str, str] = field(default_factory=dict)
    partners: list[int] = field(default_factory=list)
    fundings: dict[tuple[str, int | None], Funding] = field(default_factory=dict)
    is_new: bool = False
    is_seen: bool = False
    where: Where | None = None
    changed: set[str] = field(default_factory=set)

    def value(self, field: FieldName) -> Any:
        """Return what a field holds now; foreign keys by pk."""
        if isinstance(field, FundingField):
            funding = self.fundings.get((field.stage, field.year))
            return getattr(funding, field.column) if funding else None
        if field in ("places", "partners"):
            return getattr(self, field)
        return getattr(self.project, _ATTNAMES[field])

    def apply(self, values: Mapping[FieldName, Any], now: datetime | None = None) -> None:
        """Give the project new values and update what is computed from them; writes nothing. now: of the change."""
        for name, value in values.items():
            if isinstance(name, FundingField):
                self._set_money(name, value)
                self.changed.add("money")
            elif name == "places":
                self.places = dict(value)
                self.changed.add("places")
            elif name == "partners":
                self.partners = list(value)
                self.changed.add("partners")
            else:
                setattr(self.project, _ATTNAMES[name], value)
                self.changed.add("columns")
        if "money" in self.changed:
            set_headline_funding(self.project, self.fundings.values())
        if any(isinstance(name, str) and name.startswith("title_") for name in values):
            self.project.title_key = title_key(self.project)
        if values:
            self.project.changed_at = now or timezone.now()

    def would_end_before_it_starts(self, values: Mapping[FieldName, Any]) -> bool:
        """Return whether the project would end before it starts if it had these values."""
        starts, ends = (values[name] if name in values else getattr(self.project, name) for name in ("starts", "ends"))
        return bool(starts and ends and ends < starts)

    def _set_money(self, field: FundingField, value: Any) -> None:
        key = (field.stage, field.year)
        if key not in self.fundings:
            self.fundings[key] = Funding(stage=field.stage, financial_year=field.year)
        setattr(self.fundings[key], field.column, value)
