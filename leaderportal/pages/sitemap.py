"""For search engines: every lasting page in each language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from groups.models import Duty, LeaderGroup, Service
from places.models import Municipality, Region
from text.localized import LANGUAGES

INDEX_PAGES = (
    "front municipalities regions groups services duties examples projects:search projects:statistics "
    "page-about page-data page-accessibility page-privacy open-data enquiry-numbers"
)


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer the addresses of all pages, each with its other languages."""
    named: list[tuple[str, list[str]]] = [(name, []) for name in INDEX_PAGES.split()]
    for name, objects in (
        ("municipality", Municipality.objects.current()),
        ("region", Region.objects.all()),
        ("region-services", Region.objects.all()),
        ("group", LeaderGroup.objects.current()),
        ("service", Service.objects.all()),
        ("duty", Duty.objects.all()),
    ):
        named += [(name, [slug]) for slug in objects.values_list("slug", flat=True)]
    by_language = {}
    for language in LANGUAGES:
        with override(language):
            by_language[language] = [request.build_absolute_uri(reverse(name, args=args)) for name, args in named]
    pages = [dict(zip(by_language, addresses, strict=True)) for addresses in zip(*by_language.values(), strict=True)]
    return render(request, "leaderportal/sitemap.xml", {"pages": pages}, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """Answer robots.txt: everything but the admin, forms and search results."""
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
