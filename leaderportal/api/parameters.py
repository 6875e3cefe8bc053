"""The parameters that a list takes: each is checked, and whatever is wrong is told. Nothing is guessed or ignored."""

import re
from dataclasses import dataclass
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

from groups.models import LeaderGroup, Service
from places.models import Municipality, Region

FOR_ALL = {"format", "page", "page_size"}  # read elsewhere: answers.ByFormat and answers.Pages
SHOWN = 40  # characters of a wrong value in an error


@dataclass(frozen=True)
class Key:
    """What names one thing in a parameter: its model, the column, how it is written, and an example."""

    model: Any
    column: str
    pattern: str
    example: str


KEYS = {
    "region": Key(Region, "code", "[0-9]{2}", "14"),
    "municipality": Key(Municipality, "code", "[0-9]{3}", "005"),
    "group": Key(LeaderGroup, "slug", "[-a-zA-Z0-9_]{1,60}", "leader-liiveri"),
    "service": Key(Service, "code", "[a-z0-9_]{1,40}", "participation"),
}


def checked(request, known):
    """Return {name: value} of the parameters of a request; ValidationError when one is unknown, repeated or odd.

    known: names of KEYS that the resource takes besides FOR_ALL. One SQL statement for each key given.
    """
    allowed = {*known, *FOR_ALL}
    found = {}
    for name, values in request.query_params.lists():
        if name not in allowed:
            raise ValidationError(f"Unknown parameter {short(name)}. Known here: {', '.join(sorted(allowed))}.")
        if len(values) > 1:
            raise ValidationError(f"The parameter {name} is given {len(values)} times. Give it once.")
        if name in known:
            found[name] = _existing(name, values[0])
    return found


def short(text):
    """Return a wrong value as an error may show it: quoted, on one line, cut when long."""
    return repr(text[:SHOWN]) + ("…" if len(text) > SHOWN else "")


def _existing(name, value):
    key = KEYS[name]
    # Only what a key can be reaches the database: PostgreSQL refuses a NUL.
    if not re.fullmatch(key.pattern, value):
        raise ValidationError(f"{short(value)} is no {name}. Written like {key.example}.")
    found = key.model.objects.filter(**{key.column: value}).first()
    if found is None:
        raise ValidationError(f"There is no {name} {value}.")
    if successor := getattr(found, "successor", None):
        # Not followed in silence: whoever adds up rows of old and new codes would count some twice.
        raise ValidationError(f"The {name} {value} is no more. Ask for its successor {getattr(successor, key.column)}.")
    return value


class Parameters(BaseFilterBackend):
    """Narrow a list by the parameters that its resource names in `filters`: {parameter: lookup}."""

    def filter_queryset(self, request, queryset, view):
        given = checked(request, view.filters)
        return view.narrowed(queryset, {view.filters[name]: value for name, value in given.items()})

    def get_schema_operation_parameters(self, view):
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "schema": {"type": "string", "pattern": f"^{KEYS[name].pattern}$"},
                "example": KEYS[name].example,
            }
            for name in view.filters
        ]
