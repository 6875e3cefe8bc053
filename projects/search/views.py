"""The search for projects: works as plain links and one form; htmx swaps what was found in place."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext, gettext_lazy

from projects.cards import cards_of
from projects.exports.citation import cite_result
from projects.exports.views import search_url
from projects.exports.writers import MAX_XLSX_ROWS
from projects.summary import facet_bars, summarise
from search.excerpt import excerpt
from text.normalise import MAX_QUERY_LENGTH

from .facet_options import ActiveFilter, active_filters, facets_of
from .facets import FacetLabels
from .index import Selection, current_index
from .pagination import PAGE_LENGTH, Pagination, paginate
from .query import ORDERS, VIEWS, ProjectQuery, parse_query
from .suggestions import suggestions_for
from .warnings import warnings_for

ORDER_NAMES = {"newest": gettext_lazy("Newest"), "title": gettext_lazy("Title"), "funding": gettext_lazy("Funding")}
VIEW_NAMES = {"list": gettext_lazy("List"), "table": gettext_lazy("Table")}


def search(request: HttpRequest) -> HttpResponse:
    """Show the projects that the query string asks for; at most twelve SQL statements, however many there are."""
    index, today = current_index(), timezone.localdate()
    labels = FacetLabels(get_language(), index)
    query = parse_query(request.GET, labels)
    selection = query.selection(index, today)
    pagination = paginate(query, len(selection))
    filters = active_filters(query, labels)
    context = {
        "section": "projects",
        "title": _title(query, filters),
        "query": query,
        "max_length": MAX_QUERY_LENGTH,
        "warnings": warnings_for(query, pagination),
        "is_empty": not index.everything,
        "count": len(selection),
        "active_filters": filters,
        "facets": facets_of(query, selection, labels),
        # The robots see one page a filter, and none of words or of several filters: there is no end of those.
        "is_for_robots": not query.words and sum(map(len, query.chosen.values())) <= 1,
    }
    if selection.pks:
        context |= _results(query, selection, pagination, labels, today)
        context["citation"] = cite_result(query, labels, selection, search_url(request, query), today)
    else:
        context["suggestions"] = suggestions_for(query, selection, labels)
    is_swap = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]  # its middleware
    response = render(request, "projects/_swap.html" if is_swap else "projects/search.html", context)
    patch_vary_headers(response, ["HX-Request"])
    if is_swap:
        querystring = query.urlencode()
        response["HX-Push-Url"] = f"{request.path}?{querystring}" if querystring else request.path
    return response


def _title(query: ProjectQuery, filters: list[ActiveFilter]) -> str:
    title = gettext("Projects")
    if filters:
        title += ": " + ", ".join(active.name for active in filters)
    if query.page > 1:
        title += f" ({gettext('page %(number)s') % {'number': query.page}})"
    return title


def _results(
    query: ProjectQuery, selection: Selection, pagination: Pagination, labels: FacetLabels, today: date
) -> dict[str, Any]:
    """Return the context of a search that found something."""
    cards = cards_of(selection.ordered_pks(query.order, pagination.start, PAGE_LENGTH), labels, today)
    terms = query.terms()
    return {
        "figures": summarise(selection),
        "fits_xlsx": len(selection) <= MAX_XLSX_ROWS,
        "years": facet_bars(query, selection, labels, "year"),
        "themes": facet_bars(query, selection, labels, "theme"),
        "pagination": pagination,
        "hits": [(card, excerpt(card.summary[0], terms, card.summary[1])) for card in cards],
        "orders": [(ORDER_NAMES[order], order == query.order, query.urlencode(order=order)) for order in ORDERS],
        "views": [(VIEW_NAMES[view], view == query.view, query.urlencode(view=view)) for view in VIEWS],
    }
