"""Everything the portal knows to have been done, by service and region, newest first."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from groups.models import ExampleActivity, Service
from places.models import Region
from text.normalise import clean, ordering_key

from .paging import requested_page

PER_PAGE = 24
Filter = TypeVar("Filter", Service, Region)


def examples(request: HttpRequest) -> HttpResponse:
    """Show examples, filtered by the parameters service and region."""
    services, regions = list(Service.objects.all()), list(Region.objects.all())
    warnings: list[str] = []
    service = _chosen(request, "service", services, warnings)
    region = _chosen(request, "region", regions, warnings)
    rows = ExampleActivity.objects.select_related("group").prefetch_related("services", "municipalities")
    if service:
        rows = rows.filter(services=service)
    if region:
        rows = rows.filter(group__areas__municipality__region=region, group__areas__valid_to=None).distinct()
    page = requested_page(request, rows.order_by(F("year").desc(nulls_last=True), "pk"), PER_PAGE, warnings)
    filters = {"service": service, "region": region}
    query = "".join(f"{name}={chosen.slug}&" for name, chosen in filters.items() if chosen)
    context = {
        **filters,
        "page": page,
        "services": services,
        "regions": sorted(regions, key=lambda region: ordering_key(region.name)),
        "warnings": warnings,
        "query": query,
        # What of the address makes another page; the rest of what was asked for does not.
        "canonical_query": f"?{query}page={page.number}" if page.number > 1 else f"?{query}".rstrip("?&"),
        "section": "examples",
    }
    return render(request, "leaderportal/examples.html", context)


def _chosen(request: HttpRequest, name: str, options: Sequence[Filter], warnings: list[str]) -> Filter | None:
    """Return the option whose slug the parameter names, None without one; an unknown slug adds a warning."""
    slug = clean(request.GET.get(name, ""))
    chosen = next((option for option in options if option.slug == slug), None)
    if slug and not chosen:
        warnings.append(_("“%(asked)s” is not known and was left out.") % {"asked": slug[:60]})
    return chosen
