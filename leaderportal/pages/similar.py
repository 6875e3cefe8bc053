"""What was done in municipalities like this one: a separate page below the municipality's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from places.models import Municipality
from projects.search.facets import FacetLabels
from projects.search.index import current_index
from projects.similar_municipalities import projects_in_similar


def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """Show funded projects of similar municipalities; ?like= chooses in what they are alike."""
    place = get_object_or_404(Municipality.objects.select_related("region"), slug=slug)
    if place.successor_id:
        return redirect("municipality-similar", place.successor.slug, permanent=True)
    labels = FacetLabels(get_language(), current_index())
    context = {
        "place": place,
        "like": projects_in_similar(place, request.GET.get("like", ""), labels, timezone.localdate()),
        "section": "municipalities",
    }
    return render(request, "leaderportal/similar.html", context)
