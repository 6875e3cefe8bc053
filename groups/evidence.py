"""How we know that a group offers a service: four states, told apart wherever services are displayed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import ExampleActivity, LeaderGroup, Service, ServiceOffer


class Evidence(models.TextChoices):
    """From the surest to the least sure."""

    CONFIRMED = "confirmed", gettext_lazy("Confirmed by the group")
    DEMONSTRATED = "shown", gettext_lazy("Shown by what has been done")
    STATED = "told", gettext_lazy("Stated on a public page")
    UNCONFIRMED = "promised", gettext_lazy("Ask the group")


SHORT_LABELS = {
    Evidence.CONFIRMED: gettext_lazy("Confirmed"),
    Evidence.DEMONSTRATED: gettext_lazy("Shown"),
    Evidence.STATED: gettext_lazy("Stated"),
    Evidence.UNCONFIRMED: gettext_lazy("Ask"),
}


class ProjectEvidence(NamedTuple):
    """Projects of a group that show a service: how many, or where there are none how many schemes of small grants.

    url: of the search that lists them.
    """

    projects: int = 0
    schemes: int = 0
    url: str = ""

    @property
    def is_found(self) -> bool:
        return bool(self.projects or self.schemes)

    @property
    def text(self) -> str:
        """How many there are, in words."""
        if self.projects:
            text = ngettext("%(number)s project", "%(number)s projects", self.projects)
        else:
            text = ngettext("%(number)s scheme of small grants", "%(number)s schemes of small grants", self.schemes)
        return text % {"number": self.projects or self.schemes}


NO_PROJECTS = ProjectEvidence()
# (primary key of a group, of a service)
GroupService = tuple[int, int]


@dataclass
class ServiceStatus:
    """What is known of one service of one group: its offer, examples and projects."""

    offer: ServiceOffer | None = None
    examples: list[ExampleActivity] = field(default_factory=list)
    project_evidence: ProjectEvidence = NO_PROJECTS

    @property
    def supporting_examples(self) -> list[ExampleActivity]:
        """The examples that are sure enough to show the service; one whose group was only inferred is not."""
        return [example for example in self.examples if example.is_sure]

    @property
    def state(self) -> Evidence:
        """The surest state that there is evidence for."""
        if self.offer and self.offer.is_confirmed:
            return Evidence.CONFIRMED
        if self.supporting_examples or self.project_evidence.is_found:
            return Evidence.DEMONSTRATED
        return Evidence.STATED if self.offer else Evidence.UNCONFIRMED

    @property
    def short_label(self) -> str:
        """The state in a single word, for a table."""
        return str(SHORT_LABELS[self.state])

    @property
    def text(self) -> str:
        """The state in words, with the number of what demonstrates the service."""
        if self.state == Evidence.DEMONSTRATED:
            return self._demonstration()
        if self.is_unsure:
            return _("Stated on a public page, check with the group")
        return str(self.state.label)

    def _demonstration(self) -> str:
        if number := self.project_evidence.projects:
            text = ngettext("Shown by %(number)s project", "Shown by %(number)s projects", number)
        elif number := self.project_evidence.schemes:
            text = ngettext(
                "Shown by %(number)s scheme of small grants", "Shown by %(number)s schemes of small grants", number
            )
        else:
            number = len(self.supporting_examples)
            text = ngettext("Shown by %(number)s example", "Shown by %(number)s examples", number)
        return text % {"number": number}

    @property
    def url(self) -> str:
        """Where to see what demonstrates the service: its projects, else its examples; "" in other states."""
        if self.state != Evidence.DEMONSTRATED:
            return ""
        return self.project_evidence.url or f"{self.supporting_examples[0].group.get_absolute_url()}#examples"

    @property
    def is_known(self) -> bool:
        return self.state != Evidence.UNCONFIRMED

    @property
    def is_unsure(self) -> bool:
        """Stated by a source too old or indirect to rely on without asking."""
        return self.state == Evidence.STATED and self.offer.is_unsure

    @property
    def is_described(self) -> bool:
        """Whether there are words for it: of the offer, else the title of an example."""
        return bool(self.offer and self.offer.text) or bool(self.supporting_examples)


@dataclass(frozen=True)
class ServiceMatrix:
    """Services × groups. rows: each service with its statuses, in the order of the groups."""

    groups: Sequence[LeaderGroup]
    rows: list[tuple[Service, list[ServiceStatus]]]

    @property
    def by_group(self) -> list[tuple[LeaderGroup, list[tuple[Evidence, list[str]]]]]:
        """The matrix by column, for a phone: each group with the names of its services by state, surest state first."""
        columns = []
        for column, group in enumerate(self.groups):
            names: dict[Evidence, list[str]] = {state: [] for state in Evidence}
            for service, statuses in self.rows:
                names[statuses[column].state].append(service.name)
            columns.append((group, [(state, services) for state, services in names.items() if services]))
        return columns


def examples_of_services(condition: Q) -> QuerySet[ExampleActivity]:
    """Return the examples that meet a condition, newest first, with their group and services; not those of no service.

    Two SQL statements once evaluated.
    """
    matching = ExampleActivity.objects.filter(condition, services__isnull=False)
    examples = ExampleActivity.objects.filter(pk__in=matching.values("pk")).select_related("group")
    newest_first = F("year").desc(nulls_last=True)  # the databases differ on where unknown years stand
    return examples.prefetch_related("services").order_by(newest_first, "pk")


def service_statuses(
    groups: Iterable[LeaderGroup],
    examples: Iterable[ExampleActivity],
    project_evidence: Mapping[GroupService, ProjectEvidence],
) -> defaultdict[GroupService, ServiceStatus]:
    """Return what is known of each service of each group; a missing key gives an UNCONFIRMED status.

    One SQL statement, for the offers. examples: as of examples_of_services(); those of other groups do no harm.
    """
    statuses: defaultdict[GroupService, ServiceStatus] = defaultdict(ServiceStatus)
    for offer in ServiceOffer.objects.filter(group__in=groups).order_by("pk"):
        statuses[offer.group_id, offer.service_id].offer = offer
    for example in examples:
        for service in example.services.all():
            statuses[example.group_id, service.pk].examples.append(example)
    for key, evidence in project_evidence.items():
        statuses[key].project_evidence = evidence
    return statuses
