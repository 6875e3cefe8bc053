"""The site search."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from places.models import FindableName
from projects.search import querystring
from projects.search.warnings import repeated_parameter_warning, unknown_value_warning
from search.excerpt import excerpt
from search.query import SearchResults
from search.query import search as search_entries
from text.normalise import MAX_QUERY_LENGTH, clean, match_key

from .paging import nearest_page

PAGE_LENGTH = 20
PARAMETERS = ["q", "kind", "page"]
MAX_WARNINGS = 10  # on unknown parameters
# In the order in which results are listed: (a single page, several).
KINDS: dict[str, tuple[Promise, Promise]] = {
    "municipality": (_("Municipality"), _("Municipalities")),
    "region": (_("Region"), _("Regions")),
    "group": (_("Leader group"), _("Leader groups")),
    "service": (_("Service"), _("Services")),
    "duty": (_("Duty of a municipality"), _("Duties of a municipality")),
    "example": (_("Example"), _("Examples")),
    "page": (_("About the portal"), _("About the portal")),
}


def search(request: HttpRequest) -> HttpResponse:
    """Show what the query finds, of a single kind or all, a page at a time; at most four SQL statements.

    Warns of wrong kinds and page numbers, for which the nearest right ones are used, and of unknown parameters.
    """
    typed = clean(request.GET.get("q", "")[: 10 * MAX_QUERY_LENGTH])
    kind = request.GET.get("kind", "")
    context = {
        "section": "search",
        "query": typed[:MAX_QUERY_LENGTH],
        "max_length": MAX_QUERY_LENGTH,
        "warnings": _warnings(request.GET),
        "is_empty": "q" in request.GET and not typed,
    }
    if typed:
        context |= _results(typed, kind if kind in KINDS else "", request.GET.get("page", ""))
        context["is_kind_unknown"] = kind not in ("", *KINDS)
    return render(request, "leaderportal/search.html", context)


def _results(typed: str, kind: str, page_number: str) -> dict[str, Any]:
    """Return what the template needs beside the form."""
    query = typed[:MAX_QUERY_LENGTH]
    results = search_entries(typed, get_language(), list(KINDS), kind)
    page, is_page_wrong = _page(results, page_number)
    hits = [
        {
            "entry": entry,
            "kind": KINDS[entry.kind][0] if entry.kind in KINDS else "",
            "excerpt": excerpt(entry.text, results.words, entry.text_language),
        }
        for entry in page
    ]
    filters = [
        (name, KINDS[name][1], count, _address(query, name)) for name, count in results.counts.items() if name in KINDS
    ]
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "results": results,
        "hits": hits,
        "page": page,
        "is_page_wrong": is_page_wrong,
        "kind": kind,
        "kind_name": KINDS[kind][1] if kind else "",
        "filters": filters,
        "count_of_all": sum(results.counts.values()),
        "address_of_all": _address(query),
        "page_links": [(number, _address(query, kind, number)) for number in numbers] if page.has_other_pages() else [],
        "is_place": FindableName.objects.filter(key=match_key(query)).exists(),
        "finder_address": f"{reverse('find')}?{urlencode({'q': query})}",
    }


def _warnings(querydict: QueryDict) -> list[str]:
    unknown = querystring.unknown_parameters(querydict, PARAMETERS)
    unknown = [unknown_value_warning(f"{name}={value}") for name, value in unknown[:MAX_WARNINGS]]
    return unknown + [
        repeated_parameter_warning(name) for name in querystring.repeated_parameters(querydict, PARAMETERS)
    ]


def _page(results: SearchResults, number: str) -> tuple[Page, bool]:
    """Return the page asked for, else the nearest one, and whether the number was wrong."""
    paginator = Paginator(results.entries, PAGE_LENGTH)
    paginator.count = results.total  # saves a statement
    return nearest_page(paginator, number)


def _address(query: str, kind: str = "", page: int | str = 1) -> str:
    values = {"q": query, "kind": kind, "page": page if page != 1 else ""}
    return "?" + urlencode({name: value for name, value in values.items() if value})
