"""Which services help with which duty."""

from .models import DutyService


def duties_with_services():
    """Return [(duty, [services])] in the network's order. One SQL statement; a duty without services is left out."""
    rows = {}
    for link in DutyService.objects.select_related("duty", "service").order_by("duty__order", "duty_id", "order", "pk"):
        rows.setdefault(link.duty_id, (link.duty, []))[1].append(link.service)
    return list(rows.values())
