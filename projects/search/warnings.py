"""What of a query string could not be followed, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.analysis import MAX_QUERY_WORDS
from text.normalise import MAX_QUERY_LENGTH

from .pagination import Pagination
from .query import MAX_VALUES, PARAMETERS, ProjectQuery

MAX_NAMED = 10  # things that are named; the others are counted


def warnings_for(query: ProjectQuery, pagination: Pagination) -> list[str]:
    """Return sentences on what a search has left out of its query."""
    found = []
    page = next((value for name, value in query.ignored if name == "page"), "")
    if page or query.page > pagination.number:
        numbers = {
            "asked": (page or str(query.page))[:20],
            "number": pagination.number,
            "count": pagination.last,
        }
        found.append(_("There is no page “%(asked)s”; page %(number)s of %(count)s is shown.") % numbers)
    unknown = [(name, value) for name, value in query.ignored if name != "page"]
    found += [_ignored_value_warning(name, value) for name, value in unknown[:MAX_NAMED]]
    if more := len(unknown[MAX_NAMED:]):
        found.append(
            ngettext("%(number)s more was left out.", "%(number)s more were left out.", more) % {"number": more}
        )
    return found + _general_warnings(query)


def refusal_reasons(query: ProjectQuery) -> list[str]:
    """Return sentences on why a query gives no file, [] if it gives one: nothing of it was left out."""
    unknown = [f"{name}={value}" for name, value in query.ignored]
    names = "; ".join(unknown[:MAX_NAMED]) + (" …" if unknown[MAX_NAMED:] else "")
    return ([_("Not understood: %(what)s") % {"what": names}] if unknown else []) + _general_warnings(query)


def unknown_value_warning(value: str) -> str:
    """Return the sentence on a value or parameter that is not known."""
    return _("“%(asked)s” is not known and was left out.") % {"asked": value}


def repeated_parameter_warning(name: str) -> str:
    """Return the sentence on a parameter that came several times."""
    return _("“%(name)s” can have one value only: the last one counts.") % {"name": name}


def _ignored_value_warning(name: str, value: str) -> str:
    if name == "q":
        return _("“%(asked)s” holds no word to look for and was left out.") % {"asked": value}
    return unknown_value_warning(value if name in PARAMETERS else f"{name}={value}")


def _general_warnings(query: ProjectQuery) -> list[str]:
    found = [repeated_parameter_warning(name) for name in query.repeated]
    if query.is_cut:
        too_much = _(
            "This is too much for one search: it takes at most %(length)s characters, %(words)s words and %(values)s "
            "choices of a kind."
        )
        found.append(too_much % {"length": MAX_QUERY_LENGTH, "words": MAX_QUERY_WORDS, "values": MAX_VALUES})
    return found
