"""Language-free addresses that last: they redirect to the page in the reader's language.

Django's LocaleMiddleware finds that language and tells caches that the answer varies with it.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from groups.models import LeaderGroup
from places.models import Municipality, Region
from projects.models import Project


def home(request: HttpRequest) -> HttpResponse:
    """Redirect to the front page in the language that the browser asks for."""
    return redirect("front")


def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """Redirect to a municipality by its official code; a dissolved one redirects on from there."""
    return redirect(get_object_or_404(Municipality, code=code))


def region(request: HttpRequest, code: str) -> HttpResponse:
    """Redirect to a region by its official code."""
    return redirect(get_object_or_404(Region, code=code))


def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Redirect to a group by its slug; a former one redirects on from there."""
    return redirect(get_object_or_404(LeaderGroup, slug=slug))


def project(request: HttpRequest, pk: int) -> HttpResponse:
    """Redirect to a project by its id, which files and feeds name."""
    return redirect(get_object_or_404(Project, pk=pk, is_published=True))
