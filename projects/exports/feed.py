"""An Atom feed of projects: what was added or changed last, of any question."""

from urllib.parse import urljoin

from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from projects.models import FundingStage, Project
from projects.search.facet_labels import RECORDS
from projects.search.index.features import FUNDED, record_of
from text.localized import localized

from .xml import writable

MOST = 50  # entries


class ProjectFeed(Atom1Feed):
    """Django's Atom feed, with each text in its own language: a title stands in the language of its source."""

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, {**item, "description": None})  # its summary could not name its language
        handler.addQuickElement("content", item["content"], {"type": "html", "xml:lang": self.feed["language"]})


def feed_of(selection, title, address, own_address, place, language):
    """Return the ProjectFeed of a Selection, in the active language. Three SQL statements.

    title: what was asked, in words. address, own_address: full addresses of the search that lists the same, and of the
    feed. place: the address below which a project is found by its id in any language; it is the id of the entry.
    """
    feed = ProjectFeed(
        title=_("Leader portal") + f": {writable(title)}",
        link=address,
        description=None,
        language=language,
        author_name=_("Leader portal"),
        feed_url=own_address,
        feed_guid=own_address,
    )
    for project in _last_changed(selection):
        project_title, its_language = localized(project, "title")
        feed.add_item(
            title=writable(project_title),
            link=urljoin(address, project.get_absolute_url()),
            description="",
            unique_id=f"{place}{project.pk}",
            updateddate=project.changed_at,
            categories=[project.theme.name] if project.theme else [],
            language=its_language,
            content=_content(project),
        )
    return feed


def _last_changed(selection):
    pks = selection.page("changed", 0, MOST)
    found = Project.objects.select_related("theme", "group").prefetch_related("municipalities").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def _content(project):
    """Return the facts and the summary as HTML, the summary in its own language."""
    summary, language = localized(project, "summary")
    facts = format_html_join("", "<li>{}: {}</li>", _facts(project))
    return writable(format_html('<ul>{}</ul><p lang="{}">{}</p>', facts, language, summary))


def _facts(project):
    record = record_of(project.kind, project.decision)
    if record != FUNDED:
        yield _("What it is"), RECORDS[record]
    if project.group:
        yield _("Leader group"), project.group.name
    if places := project.municipalities.all():
        yield _("Municipality"), ", ".join(place.name for place in places)
    if project.public_funding_eur is not None:
        euros = number_format(project.public_funding_eur, 0)
        yield _("Public funding"), f"{euros} € ({FundingStage(project.funding_stage).label})"
    else:
        yield _("Public funding"), _("not told")
