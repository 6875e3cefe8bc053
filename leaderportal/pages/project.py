"""A project's page."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render

from projects.models import Project


def project(request, pk, slug):
    """Show a published project; a wrong slug leads to the right address."""
    shown = get_object_or_404(Project, pk=pk, is_published=True)
    if slug != shown.slug:
        return HttpResponsePermanentRedirect(shown.get_absolute_url())
    return render(request, "leaderportal/project.html", {"project": shown})
