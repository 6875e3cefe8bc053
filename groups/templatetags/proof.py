"""How we know: the state of a service, and the source and date of a fact.

Tags and not partials, because a page shows dozens of them and each include costs as much as the line it shows.
"""

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from text.templatetags.content import marked, text

register = template.Library()


def apart(name):
    """Return what a screen reader says after a link of which a page has many alike; "" without a name."""
    return format_html('<span class="hidden">: {}</span>', name) if name else ""


@register.simple_tag
def state(cell, about=""):
    """Return how we know that a service is offered, in words with its mark. about: a name."""
    if cell.is_unsure:
        return format_html('<span class="state told">{}</span>', _("Told on a public page, check with the group"))
    if cell.state == "shown":
        return _shown(cell, about)
    return format_html('<span class="state {}">{}</span>', cell.state, cell.state.label)


@register.simple_tag
def mark(cell):
    """Return the state of a service in one word, for a table; it leads to the projects that show it."""
    if not cell.projects_address or cell.state != "shown":
        return format_html('<span class="state {}">{}</span>', cell.state, cell.label)
    number = cell.projects or cell.schemes
    if cell.projects:
        words = ngettext("%(number)s project", "%(number)s projects", number)
    else:
        words = ngettext("%(number)s scheme of small grants", "%(number)s schemes of small grants", number)
    link = '<a class="state shown" href="{}">{}<span class="hidden">: {}</span></a>'
    return format_html(link, cell.projects_address, cell.label, words % {"number": number})


def _shown(cell, about):
    """Return links to what shows a service: its funded projects, else its schemes, else its examples."""
    number, address = cell.projects or cell.schemes, cell.projects_address
    if cell.projects:
        words = ngettext("Shown by %(number)s project", "Shown by %(number)s projects", number)
    elif cell.schemes:
        words = ngettext(
            "Shown by %(number)s scheme of small grants", "Shown by %(number)s schemes of small grants", number
        )
    else:
        number = len(cell.proof)
        words = ngettext("Shown by %(number)s example", "Shown by %(number)s examples", number)
        address = cell.proof[0].group.get_absolute_url() + "#examples"
    link = '<a class="state shown" href="{}">{}{}</a>'
    return format_html(link, address, words % {"number": number}, apart(about))


@register.simple_tag
def source(fact, about=""):
    """Return a link to the source of a fact, its year, and the day somebody checked it.

    fact: a Sourced; about: what the fact is of, to tell the links of a page apart.
    """
    parts = SafeString("")
    if fact.source_url:
        link = ' · <a href="{}" rel="external">{}{}</a>'
        parts += format_html(link, fact.source_url, _("source"), apart(about))
    if fact.source_year:
        parts += format_html(", {}", fact.source_year)  # a plain str would make it all unsafe
    if fact.checked_on:
        day = date_format(fact.checked_on, "SHORT_DATE_FORMAT")
        parts += format_html(" · {}", _("checked on %(day)s") % {"day": day})
    return parts


@register.simple_tag
def proof(cell, *about):
    """Return the state of a service with the source of the offer. about: names of service and group, see source."""
    names = ", ".join(filter(None, about))
    origin = source(cell.offer, names) if cell.offer else ""
    return format_html('<span class="source">{}{}</span>', state(cell, names), origin)


@register.simple_tag
def told(cell):
    """Return what is known of a service: the words of the offer, else the title of what was done, "" without either."""
    words = text(cell.offer, "text") if cell.offer else ""
    if words or not cell.proof:
        return words
    example = cell.proof[0]
    return marked(example.title, example.title_language)


@register.simple_tag
def offer(service, cell, group=None, query=""):
    """Return one service that a group is known to offer, with its proof.

    group: to name it where several serve. query: for the link to the service, "?…".
    """
    name = format_html(" ({})", group.name) if group else ""
    words = told(cell)
    known = proof(cell, service.name, group.name if group else "")
    line = '<p><a href="{}{}">{}</a>{}{}{}<br>{}</p>'
    return format_html(line, service.get_absolute_url(), query, service.name, name, ": " if words else "", words, known)
