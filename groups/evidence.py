"""How we know that a group offers a service: four honest states, told apart wherever services are shown."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import models
from django.db.models import F, FilteredRelation, Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from .models import ExampleActivity, Service, ServiceOffer


class Evidence(models.TextChoices):
    """From the surest to the least sure."""

    CONFIRMED = "confirmed", _("Confirmed by the group")
    DEMONSTRATED = "shown", _("Shown by what has been done")
    STATED = "told", _("Told on a public page")
    UNCONFIRMED = "promised", _("Ask the group")


SHORT_LABELS = {
    Evidence.CONFIRMED: _("Confirmed"),
    Evidence.DEMONSTRATED: _("Shown"),
    Evidence.STATED: _("Told"),
    Evidence.UNCONFIRMED: _("Ask"),
}


@dataclass
class ServiceStatus:
    """One service of one group: its offer, if the portal knows one, and what shows it.

    projects: how many funded projects show it; schemes: where there are none, how many schemes of small grants do;
    projects_address: where they are listed, "" without any.
    """

    offer: ServiceOffer | None = None
    examples: list = field(default_factory=list)
    projects: int = 0
    schemes: int = 0
    projects_address: str = ""

    @property
    def proof(self):
        """The examples that are sure enough to show the service; one whose group was only inferred shows nothing."""
        return [example for example in self.examples if example.is_sure]

    @property
    def state(self):
        """The surest state that something speaks for."""
        if self.offer and self.offer.is_confirmed:
            return Evidence.CONFIRMED
        if self.proof or self.projects or self.schemes:
            return Evidence.DEMONSTRATED
        return Evidence.STATED if self.offer else Evidence.UNCONFIRMED

    @property
    def label(self):
        """The state in one word, for a table."""
        return SHORT_LABELS[self.state]

    @property
    def is_known(self):
        return self.state != Evidence.UNCONFIRMED

    @property
    def is_unsure(self):
        """Told by a source too old or indirect to rely on without asking."""
        return self.state == Evidence.STATED and self.offer.is_unsure


def _in_each_language(*fields):
    return [f"{field}_{language}" for field in fields for language in ("fi", "sv", "en")]


# What a page shows of an example, its group and its services: half of the columns there are.
_LINK_COLUMNS = [
    *(f"exampleactivity__{name}" for name in "title title_language year picture confidence is_decided".split()),
    *(f"exampleactivity__{name}" for name in "source source_year checked_on".split()),
    *_in_each_language("exampleactivity__text", "exampleactivity__picture_text"),
    *("exampleactivity__group__slug", *_in_each_language("exampleactivity__group__name")),
    *("service__slug", *_in_each_language("service__name")),
]


def example_links(condition, most=None):
    """Return the rows that tie examples to services, newest example first; each with its example, group and service.

    condition: Q on ExampleActivity; most: how many rows at the most, None for all. One SQL statement.
    """
    chosen = ExampleActivity.objects.filter(condition).values("pk")
    links = ExampleActivity.services.through.objects.filter(exampleactivity__in=chosen)
    links = links.select_related("exampleactivity__group", "service").only(*_LINK_COLUMNS)
    newest_first = F("exampleactivity__year").desc(nulls_last=True)  # the databases differ on where unknowns stand
    return list(links.order_by(newest_first, "exampleactivity_id", "service__order", "service_id")[:most])


def service_statuses(groups, links=None, shown=None, offers=None):
    """Return {(group pk, service pk): Cell} of what is known; a missing key makes a UNCONFIRMED cell.

    groups: list of LeaderGroup. links: what example_links gave; offers: the groups' ServiceOffers; each is read, in a
    statement, when the caller does not have it. shown: {(group pk, service pk): (number of funded projects that show
    it, number of schemes that do, address of their list)}.
    """
    if links is None:
        links = example_links(Q(group__in=groups))
    cells = defaultdict(ServiceStatus)
    if offers is None:
        offers = ServiceOffer.objects.filter(group__in=groups).order_by("pk")
    for offer in offers:
        cells[offer.group_id, offer.service_id].offer = offer
    for link in links:
        cells[link.exampleactivity.group_id, link.service_id].examples.append(link.exampleactivity)
    for key, (projects, schemes, address) in (shown or {}).items():
        cell = cells[key]
        cell.projects, cell.schemes, cell.projects_address = projects, schemes, address
    return cells


# What is told of an offer beside its service; a translated field's own column only repeats one of its languages.
_OFFER_COLUMNS = [
    *("id", *_in_each_language("text", "terms"), "is_confirmed", "confidence"),
    *("source", "source_year", "checked_on", "checked_by"),
]


def services_with_offers(group):
    """Return ([all services in order], [the group's ServiceOffers]). One SQL statement, not two."""
    own = FilteredRelation("offers", condition=Q(offers__group=group))
    columns = {f"own_{name}": F(f"own__{name}") for name in _OFFER_COLUMNS}
    services = list(Service.objects.annotate(own=own).annotate(**columns))
    offers = [
        ServiceOffer(group=group, service=service, **{name: getattr(service, f"own_{name}") for name in _OFFER_COLUMNS})
        for service in services
        if getattr(service, "own_id", None)
    ]
    return services, offers


def examples_in(links):
    """Return the distinct examples of the links, in their order; one SQL statement for their municipalities.

    Each example gets `service_list`, the services it shows.
    """
    examples = {}
    for link in links:
        example = examples.setdefault(link.exampleactivity_id, link.exampleactivity)
        example.service_list = [*getattr(example, "service_list", []), link.service]
    prefetch_related_objects(list(examples.values()), "municipalities")
    return list(examples.values())
