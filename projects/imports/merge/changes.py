"""A change of one field of a project, and its form in ImportRow.changes, by which an import is undone."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from projects.models import Funding, Project

_FIELDS = {field.name: field for field in Project._meta.concrete_fields}


class FundingField(NamedTuple):
    """A column of a project's Funding at one stage; payments also stand by financial year.

    Its text, "money.paid.2025.public_eur", is its name in JSON and nowhere else.
    """

    stage: str
    year: int | None
    column: str

    def __str__(self) -> str:
        return f"money.{self.stage}.{self.year or ''}.{self.column}"


FieldName = str | FundingField  # a field of Project, "places", "partners" or a sum


class Change(NamedTuple):
    """The value of a field before and after."""

    before: Any
    after: Any


Changes = dict[FieldName, Change]


def parse_field_name(name: str) -> FieldName:
    """Return the field that a name in JSON means."""
    if not name.startswith("money."):
        return name
    _money, stage, year, column = name.split(".")
    return FundingField(stage, int(year) if year else None, column)


def changes_to_json(changes: Mapping[FieldName, Change]) -> dict[str, list[Any]]:
    """Return changes as ImportRow.changes holds them."""
    return {str(field): [_to_json(value) for value in change] for field, change in changes.items()}


def changes_from_json(stored: Mapping[str, list[Any]]) -> Changes:
    """Return changes that changes_to_json() has written, each value in its own type."""
    changes = {}
    for name, (before, after) in stored.items():
        field = parse_field_name(name)
        changes[field] = Change(_from_json(field, before), _from_json(field, after))
    return changes


def _to_json(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value


def _from_json(field: FieldName, value: Any) -> Any:
    if value is None or field in ("places", "partners"):
        return value
    if isinstance(field, FundingField):
        return Funding._meta.get_field(field.column).to_python(value)
    return _FIELDS[field].to_python(value)
