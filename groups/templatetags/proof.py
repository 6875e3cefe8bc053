"""How we know: the state of a service, and the source and date of a fact.

Tags and not partials, because a page shows dozens of them and each include costs as much as the line it shows.
"""

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from places.templatetags.content import text

register = template.Library()


@register.simple_tag
def state(cell):
    """Return how we know that a service is offered, in words with its mark. cell: groups.states.Cell."""
    if cell.is_unsure:
        return format_html('<span class="state told">{}</span>', _("Told on a public page, check with the group"))
    proof = cell.proof
    if cell.state == "shown":
        words = ngettext("Shown by %(number)s example", "Shown by %(number)s examples", len(proof))
        address = proof[0].group.get_absolute_url()
        text = '<a class="state shown" href="{}#examples">{}</a>'
        return format_html(text, address, words % {"number": len(proof)})
    return format_html('<span class="state {}">{}</span>', cell.state, cell.state.label)


@register.simple_tag
def source(fact):
    """Return a link to the source of a fact, its year, and the day somebody checked it. fact: a Sourced."""
    parts = SafeString("")
    if fact.source_url:
        parts += format_html(' · <a href="{}" rel="external">{}</a>', fact.source_url, _("source"))
    if fact.source_year:
        parts += format_html(", {}", fact.source_year)  # a plain str would make it all unsafe
    if fact.checked_on:
        day = date_format(fact.checked_on, "SHORT_DATE_FORMAT")
        parts += format_html(" · {}", _("checked on %(day)s") % {"day": day})
    return parts


@register.simple_tag
def proof(cell):
    """Return the state of a service with the source of the offer."""
    origin = source(cell.offer) if cell.offer else ""
    return format_html('<span class="source">{}{}</span>', state(cell), origin)


@register.simple_tag
def told(cell):
    """Return what is known of a service: the words of the offer, else the title of what was done, "" without either."""
    words = text(cell.offer, "text") if cell.offer else ""
    if words or not cell.proof:
        return words
    example = cell.proof[0]
    if example.title_language == get_language():
        return example.title
    return format_html('<span lang="{}">{}</span>', example.title_language, example.title)


@register.simple_tag
def offer(service, cell, group=None):
    """Return one service that a group is known to offer, with its proof. group: to name it where several serve."""
    name = format_html(" ({})", group.name) if group else ""
    words = told(cell)
    line = '<p><a href="{}">{}</a>{}{}{}<br>{}</p>'
    return format_html(line, service.get_absolute_url(), service.name, name, ": " if words else "", words, proof(cell))
