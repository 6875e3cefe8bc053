"""How to use the portal's data and how to show a card of it: for data users and web editors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from groups.models import LeaderGroup
from places.models import Municipality

LABELS = {
    "regions": _("Regions"),
    "municipalities": _("Municipalities"),
    "groups": _("Leader groups"),
    "areas": _("Areas of the groups"),
    "services": _("Services"),
    "duties": _("Duties of a municipality"),
    "offers": _("What each group offers"),
    "examples": _("Examples"),
    "projects": _("Projects"),
    "themes": _("Themes of projects"),
    "sources": _("Sources of projects"),
}


def open_data(request: HttpRequest) -> HttpResponse:
    """Show the addresses of the open data, and the markup that shows a card on another site."""
    in_leader_area = Municipality.objects.current().filter(areas__valid_to=None, areas__isnull=False)
    context = {
        "resources": LABELS,
        "place": in_leader_area.order_by("code").first(),  # any will do as an example
        "group": LeaderGroup.objects.current().first(),
        "api": request.build_absolute_uri("/api/v1/"),
    }
    return render(request, "leaderportal/open_data.html", context)
