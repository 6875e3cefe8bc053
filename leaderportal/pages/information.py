"""Pages of text that staff edits: about, data and sources, accessibility, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

from groups.models import InformationPage
from groups.models.network import fill_placeholders
from text.localized import localized

# HTML in the text is shown as text, and links to script addresses are refused.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show an information page in the reader's language, else in the first that exists, marked so."""
    information_page = get_object_or_404(InformationPage, code=code)
    body, language = localized(information_page, "body")
    context = {
        "page": information_page,
        "body": mark_safe(_MARKDOWN.render(fill_placeholders(body))),  # made by MarkdownIt with HTML switched off
        "body_language": "" if language == get_language() else language,
    }
    return render(request, "leaderportal/information.html", context)
