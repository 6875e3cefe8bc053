"""Everything the portal knows to have been done, by service and region, newest first."""

from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import render
from django.utils.translation import gettext as _

from groups.models import ExampleActivity, Service
from places.models import Region
from text.normalise import clean, ordering_key

from .paging import nearest_page

PER_PAGE = 24


def examples(request):
    """Show examples, filtered by the parameters service and region."""
    services, regions, remarks = list(Service.objects.all()), list(Region.objects.all()), []
    service = _chosen(request, "service", services, remarks)
    region = _chosen(request, "region", regions, remarks)
    found = ExampleActivity.objects.select_related("group").prefetch_related("services", "municipalities")
    if service:
        found = found.filter(services=service)
    if region:
        found = found.filter(group__areas__municipality__region=region, group__areas__valid_to=None).distinct()
    page = page_of(request, found.order_by(F("year").desc(nulls_last=True), "pk"), PER_PAGE, remarks)
    query = "".join(f"{name}={chosen.slug}&" for name, chosen in _named(service, region))
    context = {
        "page": page,
        "services": services,
        "regions": sorted(regions, key=lambda region: ordering_key(region.name)),
        "service": service,
        "region": region,
        "remarks": remarks,
        "query": query,
        # What of the address makes another page; the rest of what was asked for does not.
        "canonical_query": f"?{query}page={page.number}" if page.number > 1 else f"?{query}".rstrip("?&"),
        "section": "examples",
    }
    return render(request, "leaderportal/examples.html", context)


def _named(service, region):
    return [(name, chosen) for name, chosen in (("service", service), ("region", region)) if chosen]


def page_of(request, found, per_page, remarks):
    """Return the page that the parameter `page` asks for; a wrong number gives the nearest and a remark."""
    asked = clean(request.GET.get("page", ""))
    page, is_wrong = nearest_page(Paginator(found, per_page), asked)
    if is_wrong:
        remarks.append(
            _("There is no page “%(asked)s”; page %(number)s of %(count)s is shown.")
            % {"asked": asked[:20], "number": page.number, "count": page.paginator.num_pages}
        )
    return page


def _chosen(request, name, objects, remarks):
    """Return the object whose slug the parameter names, None without one; an unknown one makes a remark."""
    asked = clean(request.GET.get(name, ""))
    found = next((obj for obj in objects if obj.slug == asked), None)
    if asked and not found:
        remarks.append(_("“%(asked)s” is not known and was left out.") % {"asked": asked[:60]})
    return found
