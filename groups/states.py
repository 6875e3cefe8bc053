"""How we know that a group offers a service: four honest states, told apart wherever services are shown."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from .models import ExampleActivity, ServiceOffer
from .models.sourced import Confidence


class OfferState(models.TextChoices):
    """From the surest to the least sure."""

    CONFIRMED = "confirmed", _("Confirmed by the group")
    SHOWN = "shown", _("Shown by what has been done")
    TOLD = "told", _("Told in public")
    PROMISED = "promised", _("Ask the group")


@dataclass
class Cell:
    """One service of one group: its offer, if the portal knows one, and the examples that show it."""

    offer: ServiceOffer | None = None
    examples: list = field(default_factory=list)

    @property
    def state(self):
        """The surest state that something speaks for. An example whose group was only inferred shows nothing."""
        if self.offer and self.offer.is_confirmed:
            return OfferState.CONFIRMED
        if self.proof:
            return OfferState.SHOWN
        return OfferState.TOLD if self.offer else OfferState.PROMISED

    @property
    def proof(self):
        """The examples that are sure enough to show the service."""
        return [example for example in self.examples if example.confidence != Confidence.LOW]

    @property
    def is_known(self):
        return self.state != OfferState.PROMISED

    @property
    def is_unsure(self):
        """Told by a source too old or indirect to rely on without asking."""
        return self.state == OfferState.TOLD and self.offer.is_unsure


def cells_of(groups, service=None):
    """Return {(group pk, service pk): Cell} of what is known, two SQL statements; what is not there is PROMISED.

    groups: iterable of LeaderGroup or of primary keys; service: only this one.
    """
    offers = ServiceOffer.objects.filter(group__in=groups)
    links = ExampleActivity.services.through.objects.filter(exampleactivity__group__in=groups)
    if service is not None:
        offers, links = offers.filter(service=service), links.filter(service=service)
    cells = defaultdict(Cell)
    for offer in offers.order_by("pk"):
        cells[offer.group_id, offer.service_id].offer = offer
    for link in links.select_related("exampleactivity").order_by("-exampleactivity__year", "exampleactivity_id"):
        cells[link.exampleactivity.group_id, link.service_id].examples.append(link.exampleactivity)
    return cells
