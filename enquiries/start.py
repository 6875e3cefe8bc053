"""Where the sender comes from: what the address of the form says, ?group=…&municipality=…&service=… ."""

from dataclasses import dataclass

from groups.models import LeaderGroup

from .mails import address_of
from .places import Place, find_group, find_place

MAX_TOPICS = 30  # of a parameter that may be repeated


@dataclass(frozen=True)
class Start:
    """What a form is filled with at first. Unknown words are left out; has_unknown says that there were some."""

    group: LeaderGroup | None = None
    place: Place | None = None
    duties: tuple[str, ...] = ()  # slugs, not checked
    services: tuple[str, ...] = ()
    has_unknown: bool = False

    @property
    def is_by_coordinator(self):
        """Whether what is written to the group goes through the coordinator: the portal knows no address of it."""
        return self.group is not None and address_of(self.group)[1]


def read_start(query):
    """Return the Start of a QueryDict. A municipality counts before a region, the last of repeated values counts."""
    group = find_group(query.get("group", ""))
    place = None
    for kind in ("municipality", "region"):
        if query.get(kind) and place is None:
            place = find_place(f"{kind}:{query[kind]}")
    asked = any(query.get(kind) for kind in ("municipality", "region"))
    return Start(
        group=group,
        place=place,
        duties=tuple(query.getlist("duty")[:MAX_TOPICS]),
        services=tuple(query.getlist("service")[:MAX_TOPICS]),
        has_unknown=bool((query.get("group") and not group) or (asked and not place)),
    )
