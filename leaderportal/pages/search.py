"""The site search."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from places.models import FindableName
from projects.search import querystring
from projects.search.warnings import repeated_parameter_warning, unknown_value_warning
from search.excerpt import excerpt
from search.query import search as search_entries
from text.normalise import MAX_QUERY_LENGTH, clean, match_key

from .paging import nearest_page

PAGE_LENGTH = 20
PARAMETERS = ["q", "kind", "page"]
MOST_REMARKS = 10  # on what nobody has heard of
# In the order in which results are shown: (what one is, what several are).
KINDS = {
    "municipality": (_("Municipality"), _("Municipalities")),
    "region": (_("Region"), _("Regions")),
    "group": (_("Leader group"), _("Leader groups")),
    "service": (_("Service"), _("Services")),
    "duty": (_("Duty of a municipality"), _("Duties of a municipality")),
    "example": (_("Example"), _("Examples")),
    "page": (_("About the portal"), _("About the portal")),
}


def search(request):
    """Show what the query finds, of one kind or all, a page at a time; at most four SQL statements.

    Wrong kinds and page numbers are told and the nearest right ones are used; so is what else cannot be followed.
    """
    typed = clean(request.GET.get("q", "")[: 10 * MAX_QUERY_LENGTH])
    kind = request.GET.get("kind", "")
    context = {"section": "search", "query": typed[:MAX_QUERY_LENGTH], "max_length": MAX_QUERY_LENGTH}
    context["remarks"] = _remarks(request.GET)
    context["is_empty"] = "q" in request.GET and not typed
    if typed:
        context |= _found(typed, kind if kind in KINDS else "", request.GET.get("page", ""))
        context["is_kind_unknown"] = kind not in ("", *KINDS)
    return render(request, "leaderportal/search.html", context)


def _found(typed, kind, page_number):
    query = typed[:MAX_QUERY_LENGTH]
    results = search_entries(typed, get_language(), KINDS, kind)
    page, is_page_wrong = _page(results, page_number)
    hits = [
        {
            "entry": entry,
            "kind": KINDS.get(entry.kind, [""])[0],
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


def _remarks(querydict):
    unknown = querystring.unknown_parameters(querydict, PARAMETERS)
    strange = [unknown_value_warning(f"{name}={value}") for name, value in unknown[:MOST_REMARKS]]
    return strange + [
        repeated_parameter_warning(name) for name in querystring.repeated_parameters(querydict, PARAMETERS)
    ]


def _page(results, number):
    """Return the page asked for, else the nearest one, and whether the number was wrong."""
    paginator = Paginator(results.entries, PAGE_LENGTH)
    paginator.count = results.total  # known already: saves a statement
    return nearest_page(paginator, number)


def _address(query, kind="", page=1):
    values = {"q": query, "kind": kind, "page": page if page != 1 else ""}
    return "?" + urlencode({name: value for name, value in values.items() if value})
