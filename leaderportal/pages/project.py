"""A project's page, with the way to tell its group of an error."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from projects.exporting.citation import cite_project
from projects.presenting import published_project, told_of


def project(request, pk, slug):
    """Show a published project; a wrong slug leads to the right address."""
    shown = published_project(pk)
    if shown is None:
        raise Http404("No such project")
    if slug != shown.slug:
        return HttpResponsePermanentRedirect(shown.get_absolute_url())
    today = timezone.localdate()
    lasting = request.build_absolute_uri(reverse("project-id", args=[pk]))
    context = {
        **told_of(shown, today),
        "citation": cite_project(shown, lasting, today),
        "report_url": report_address(shown),
        "section": "projects",
    }
    return render(request, "leaderportal/project.html", context)


def report_address(project):
    """Return the address of the form that tells a group of an error; it names group, place and project.

    project: of projects.presenting.published_project().
    """
    places = [place.municipality.slug for place in project.places.all()]
    named = {"group": project.group.slug if project.group else "", "municipality": places[0] if places else ""}
    query = urlencode({name: value for name, value in {**named, "project": project.pk}.items() if value})
    return f"{reverse('enquiry')}?{query}"
