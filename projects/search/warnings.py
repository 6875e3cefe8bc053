"""What of a query string could not be followed, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.analysis import MAX_QUERY_WORDS
from text.normalise import MAX_QUERY_LENGTH

from .query import MAX_VALUES, PARAMETERS

MOST = 10  # things that are named; the others are counted


def warnings_for(question, pages):
    """Return sentences on what a search has done without. question: Question; pages: its Pages."""
    found = []
    asked = next((value for name, value in question.ignored if name == "page"), "")
    if asked or question.page > pages.number:
        numbers = {"asked": (asked or str(question.page))[:20], "number": pages.number, "count": pages.last}
        found.append(_("There is no page “%(asked)s”; page %(number)s of %(count)s is shown.") % numbers)
    odd = [(name, value) for name, value in question.ignored if name != "page"]
    found += [_left_out(name, value) for name, value in odd[:MOST]]
    if more := len(odd[MOST:]):
        found.append(
            ngettext("%(number)s more was left out.", "%(number)s more were left out.", more) % {"number": more}
        )
    return found + _on_the_whole(question)


def refusals(question):
    """Return sentences on why there is no file of a question, [] if there is one: nothing of it was left out."""
    odd = [f"{name}={value}" for name, value in question.ignored]
    told = "; ".join(odd[:MOST]) + (" …" if odd[MOST:] else "")
    return ([_("Not understood: %(what)s") % {"what": told}] if odd else []) + _on_the_whole(question)


def left_out(asked):
    """Return the sentence on a value or parameter that is not known."""
    return _("“%(asked)s” is not known and was left out.") % {"asked": asked}


def given_again(name):
    """Return the sentence on a parameter that came several times."""
    return _("“%(name)s” can have one value only: the last one counts.") % {"name": name}


def _left_out(name, value):
    if name == "q":
        return _("“%(asked)s” holds no word to look for and was left out.") % {"asked": value}
    return left_out(value if name in PARAMETERS else f"{name}={value}")


def _on_the_whole(question):
    found = [given_again(name) for name in question.repeated]
    if question.is_cut:
        too_much = _(
            "This is too much for one search: it takes at most %(length)s characters, %(words)s words and %(values)s "
            "choices of a kind."
        )
        found.append(too_much % {"length": MAX_QUERY_LENGTH, "words": MAX_QUERY_WORDS, "values": MAX_VALUES})
    return found
