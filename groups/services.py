"""Operations on groups that touch more than one table."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from history import versions

from . import coverage, finder, search_entries
from .models import ServiceOffer


@transaction.atomic
def refresh_groups(areas_changed: bool = False) -> None:
    """Recompute what is derived from groups: names to find by, search entries.

    areas_changed: a group may have other municipalities now; also redraw the areas of groups on the maps. All
    groups at once: an edit of one can change another (a successor carries the names of those before it).
    """
    finder.rebuild_group_names()
    search_entries.index_groups()
    if areas_changed:
        coverage.redraw_group_layer()


@transaction.atomic
def refresh_network() -> None:
    """Recompute the search entries of the network's pages, and of the groups, which name the services."""
    search_entries.index_network()
    search_entries.index_groups()


@transaction.atomic
def confirm_offers(offers: Sequence[ServiceOffer], on: date, by: str) -> None:
    """Mark offers as confirmed by their groups. by: name of who recorded it, cut to the column."""
    versions.record_current(ServiceOffer, [offer.pk for offer in offers])
    for offer in offers:  # each save makes a version
        offer.is_confirmed, offer.checked_on = True, on
        offer.checked_by = by[: ServiceOffer._meta.get_field("checked_by").max_length]
        offer.save(update_fields=["is_confirmed", "checked_on", "checked_by"])
