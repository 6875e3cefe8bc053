"""A project's page, with the address to report an error to: its group, else the operator of the portal."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enquiries.prefill import message_about_project
from projects.detail import project_context, published_project
from projects.exports.citation import cite_project
from projects.models import Project


def project(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show a published project; a wrong or missing slug, or zeros before the id, lead to its one address."""
    project = published_project(pk)
    if project is None:
        raise Http404("No such project")
    if request.path != project.get_absolute_url():
        return HttpResponsePermanentRedirect(project.get_absolute_url())
    today = timezone.localdate()
    permalink = request.build_absolute_uri(reverse("project-id", args=[pk]))
    context = {
        **project_context(project, today),
        "citation": cite_project(project, permalink, today),
        "report_url": report_address(project),
        "operator_email": settings.OPERATOR_EMAIL,
        "section": "projects",
    }
    return render(request, "leaderportal/project.html", context)


def report_address(project: Project) -> str:
    """Return where to report an error, with the project named in the message.

    It is the form of an enquiry to the project's group or that group's successor, else a mail ("mailto:…") to the
    operator: no group is guessed.
    """
    group = project.group
    if group and (group.valid_to is None or group.successor_id):
        return f"{reverse('enquiry')}?{urlencode({'group': group.slug, 'project': project.pk})}"
    subject = _("Error in the portal: %(title)s") % {"title": project.title}
    words = urlencode({"subject": subject, "body": message_about_project(project)}, quote_via=quote)
    return f"mailto:{settings.OPERATOR_EMAIL}?{words}"
