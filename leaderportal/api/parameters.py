"""The parameters that a list accepts: each is checked, an error says what is wrong, none is guessed or ignored."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from groups.models import LeaderGroup, Service
from places.models import Municipality, Region

COMMON_PARAMETERS = {"format", "page", "page_size"}  # read in rendering and pagination
MAX_QUOTED_LENGTH = 40  # characters of a wrong value in an error


@dataclass(frozen=True)
class Identifier:
    """What a parameter names one row by: its model and column, the pattern of a value, and an example."""

    model: type[Model]
    column: str
    pattern: str
    example: str


IDENTIFIERS = {
    "region": Identifier(Region, "code", "[0-9]{2}", "14"),
    "municipality": Identifier(Municipality, "code", "[0-9]{3}", "005"),
    "group": Identifier(LeaderGroup, "slug", "[-a-zA-Z0-9_]{1,60}", "leader-liiveri"),
    "service": Identifier(Service, "code", "[a-z0-9_]{1,40}", "participation"),
}


def validated_parameters(request: Request, accepted: Iterable[str]) -> dict[str, str]:
    """Return {name: value} of the parameters of a request; ValidationError when one is unknown, repeated or odd.

    accepted: names of IDENTIFIERS that the resource takes besides the common ones. One SQL statement for each given.
    """
    identifiers = set(accepted)
    allowed = identifiers | COMMON_PARAMETERS
    parameters = {}
    for name, values in request.query_params.lists():
        if name not in allowed:
            raise ValidationError(f"Unknown parameter {quoted(name)}. Known here: {', '.join(sorted(allowed))}.")
        if len(values) > 1:
            raise ValidationError(f"The parameter {name} is given {len(values)} times. Give it once.")
        if name in identifiers:
            parameters[name] = _existing(name, values[0])
    return parameters


def quoted(text: str) -> str:
    """Return a wrong value as an error may show it: quoted, on one line, cut when long."""
    return repr(text[:MAX_QUOTED_LENGTH]) + ("…" if len(text) > MAX_QUOTED_LENGTH else "")


def _existing(name: str, value: str) -> str:
    identifier = IDENTIFIERS[name]
    # Only what an identifier can be reaches the database: PostgreSQL refuses a NUL.
    if not re.fullmatch(identifier.pattern, value):
        raise ValidationError(f"{quoted(value)} is no {name}. Written like {identifier.example}.")
    row = identifier.model._default_manager.filter(**{identifier.column: value}).first()
    if row is None:
        raise ValidationError(f"There is no {name} {value}.")
    if successor := getattr(row, "successor", None):
        # Not followed in silence: who adds up rows of old and new codes would count some twice.
        key = getattr(successor, identifier.column)
        raise ValidationError(f"The {name} {value} is no more. Ask for its successor {key}.")
    return value


class ParameterFilter(BaseFilterBackend):
    """Filter a list by the parameters that its view, a Resource, names in `filters`: {parameter: lookup}."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> Any:
        parameters = validated_parameters(request, view.filters)
        return view.filter_rows(queryset, {view.filters[name]: value for name, value in parameters.items()})

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "schema": {"type": "string", "pattern": f"^{IDENTIFIERS[name].pattern}$"},
                "example": IDENTIFIERS[name].example,
            }
            for name in view.filters
        ]
