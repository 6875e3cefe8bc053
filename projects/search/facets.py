"""The facets of the search, and what they and their values are called in a reader's language.

A new one begins here; which values of it a project has is said in index/features.py.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from django.db.models import Manager
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.models import LeaderGroup, Service
from places.models import Municipality, Region
from projects.models import Project, ProjectSource
from text.localized import reading_order
from text.normalise import ordering_key

from .index.features import ACTIVITY, ENDORSED, FUNDED, SCHEME, UNKNOWN
from .index.store import ProjectIndex

FACET_NAMES = {
    "theme": _("Theme"),
    "region": _("Region"),
    "municipality": _("Municipality"),
    "group": _("Leader group"),
    "period": _("Programming period"),
    "year": _("Starting year"),
    "size": _("Public funding"),
    "applicant": _("Applicant"),
    "state": pgettext_lazy("of a project", "State"),
    "record": _("What it is"),
    "source": _("Source"),
    "service": _("Service that it demonstrates"),
}

SIZE_NAMES = {
    "under-1500": _("under €1,500"),
    "under-8000": _("€1,500 to under €8,000"),
    "under-30000": _("€8,000 to under €30,000"),
    "under-100000": _("€30,000 to under €100,000"),
    "over": _("€100,000 or more"),
}
STATE_NAMES = {
    "planned": pgettext_lazy("state of a project", "planned"),
    "running": pgettext_lazy("state of a project", "running"),
    "ended": pgettext_lazy("state of a project", "ended"),
}
RECORD_NAMES = {
    FUNDED: _("funded project"),
    ENDORSED: _("endorsed by the group, final decision not seen"),
    SCHEME: _("scheme of small grants"),
    ACTIVITY: _("activity with other money"),
}
UNKNOWN_NAMES = {
    "theme": _("theme not stated"),
    "group": _("group not stated in the source"),
    "region": _("region not stated"),
    "municipality": _("municipality not stated"),
    "period": _("period not stated"),
    "year": _("start not stated"),
    "size": _("funding not stated"),
    "applicant": Project.ApplicantKind.UNKNOWN.label,
    "state": _("state unclear from its dates"),
}


class FacetLabels:
    """Names of facets and their values; a value that is not a value of its facet has none.

    language: "fi", "sv" or "en", the active one. index: of current_index(), which knows the themes. Groups, regions,
    municipalities, sources and services cost one statement each, the first time that one is asked for.
    """

    def __init__(self, language: str, index: ProjectIndex):
        self.language = language
        self.index = index

    def facet(self, facet: str) -> str | Promise:
        """Return the name of a facet."""
        return FACET_NAMES[facet]

    def value(self, facet: str, value: str) -> str:
        """Return the name of a value, "" when the facet has no such value."""
        if value == UNKNOWN:
            return str(UNKNOWN_NAMES.get(facet, ""))
        if facet == "year":
            return value if value.isascii() and value.isdigit() and len(value) <= 4 else ""
        if facet == "period":
            first, _dash, last = value.partition("-")
            return f"{first}–{last}" if self.value("year", first) and self.value("year", last) else ""
        return str(self.names(facet).get(value, ""))

    def names(self, facet: str) -> Mapping[str, str | Promise]:
        """Return {value: name} of a facet whose values are listed, in the order in which readers look for them."""
        return getattr(self, f"_{facet}")

    def current_value(self, facet: str, value: str) -> str:
        """Return the value that stands for this one today: a dissolved municipality's successor, else itself."""
        return self._successors.get(value, value) if facet == "municipality" else value

    _size, _state, _record = SIZE_NAMES, STATE_NAMES, RECORD_NAMES
    _applicant = {kind.value: kind.label for kind in Project.ApplicantKind}

    @cached_property
    def _theme(self) -> dict[str, str]:
        return {
            code: self._first([names[language] for language in reading_order(self.language)])
            for code, names in self.index.theme_names.items()
        }

    @cached_property
    def _group(self) -> dict[str, str]:
        names = self._named(LeaderGroup.objects, "slug")
        return dict(sorted(names.items(), key=lambda item: ordering_key(item[1].removeprefix("Leader "))))

    @cached_property
    def _region(self) -> dict[str, str]:
        return self._alphabetical(self._named(Region.objects, "code"))

    @cached_property
    def _municipality(self) -> dict[str, str]:
        return self._alphabetical({code: name for code, (name, _successor) in self._municipalities.items()})

    @cached_property
    def _successors(self) -> dict[str, str]:
        return {code: successor for code, (_name, successor) in self._municipalities.items() if successor}

    @cached_property
    def _municipalities(self) -> dict[str, tuple[str, str | None]]:
        """{code: (name, code of the successor)}, dissolved municipalities too."""
        rows = Municipality.objects.order_by().values_list("code", "successor", *self._columns)
        return {code: (self._first(names), successor) for code, successor, *names in rows}

    @cached_property
    def _source(self) -> dict[str, str]:
        return self._alphabetical(self._named(ProjectSource.objects, "code"))

    @cached_property
    def _service(self) -> dict[str, str]:
        return self._named(Service.objects, "slug")

    def _named(self, rows: Manager, key: str) -> dict[str, str]:
        return {value: self._first(names) for value, *names in rows.values_list(key, *self._columns)}

    @property
    def _columns(self) -> list[str]:
        return [f"name_{language}" for language in reading_order(self.language)]

    @staticmethod
    def _first(names: Iterable[str]) -> str:
        return next(filter(None, names), "")

    @staticmethod
    def _alphabetical(names: dict[str, str]) -> dict[str, str]:
        return dict(sorted(names.items(), key=lambda item: ordering_key(item[1])))
