"""The search for projects: works as plain links and one form; htmx swaps what was found in place."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext_lazy

from projects.cards import cards_of
from projects.exports.citation import cite_result
from projects.exports.views import search_address
from projects.exports.workbook import MOST_ROWS
from projects.summary import bars, summarise
from search.excerpt import excerpt
from text.normalise import MAX_QUERY_LENGTH

from .facet_labels import Labels
from .facet_options import chips_of, facets_of
from .index import current_index
from .pagination import PAGE_LENGTH, pages_of
from .query import ORDERS, VIEWS, parse_query
from .suggestions import suggestions_for
from .warnings import warnings_for

ORDER_NAMES = {"newest": gettext_lazy("Newest"), "title": gettext_lazy("Title"), "funding": gettext_lazy("Funding")}
VIEW_NAMES = {"list": gettext_lazy("List"), "table": gettext_lazy("Table")}


def search(request):
    """Show the projects that the query string asks for; at most twelve SQL statements, however many there are."""
    index, today = current_index(), timezone.localdate()
    labels = Labels(get_language(), index)
    question = parse_query(request.GET, labels)
    selection = question.selection(index, today)
    pages = pages_of(question, len(selection))
    context = {
        "section": "projects",
        "question": question,
        "max_length": MAX_QUERY_LENGTH,
        "remarks": warnings_for(question, pages),
        "is_empty": not index.everything,
        "count": len(selection),
        "chips": chips_of(question, labels),
        "facets": facets_of(question, selection, labels),
        # The robots see one page a choice, and none of words or of several choices: there is no end of those.
        "is_for_robots": not question.words and sum(map(len, question.chosen.values())) <= 1,
    }
    if selection.pks:
        context |= _found(question, selection, pages, labels, today)
        context["citation"] = cite_result(question, labels, selection, search_address(request, question), today)
    else:
        context["ways"] = suggestions_for(question, selection, labels)
    is_swap = request.htmx and not request.htmx.history_restore_request
    response = render(request, "projects/_swap.html" if is_swap else "projects/search.html", context)
    patch_vary_headers(response, ["HX-Request"])
    if is_swap:
        query = question.query()
        response["HX-Push-Url"] = f"{request.path}?{query}" if query else request.path
    return response


def _found(question, selection, pages, labels, today):
    cards = cards_of(selection.page(question.order, pages.start, PAGE_LENGTH), labels, today)
    words = question.terms()
    return {
        "figures": summarise(selection),
        "fits_workbook": len(selection) <= MOST_ROWS,
        "years": bars(question, selection, labels, "year"),
        "themes": bars(question, selection, labels, "theme"),
        "paging": pages,
        "hits": [(card, excerpt(card.summary[0], words, card.summary[1])) for card in cards],
        "orders": [(ORDER_NAMES[one], one == question.order, question.query(order=one)) for one in ORDERS],
        "views": [(VIEW_NAMES[one], one == question.view, question.query(view=one)) for one in VIEWS],
    }
