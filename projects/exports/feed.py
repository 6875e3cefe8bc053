"""An Atom feed of projects: what was added or changed last, of any query."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from projects.models import FundingStage, Project
from projects.search.facets import RECORD_NAMES
from projects.search.index import Selection
from projects.search.index.features import FUNDED, record_of
from text.localized import localized

from .escaping import xml_text

MAX_ENTRIES = 50


class FeedAddresses(NamedTuple):
    """Full addresses: of the search that lists the same projects, of the feed, and below which a project is found.

    The last one with a project's id is the id of its entry, the same in any language.
    """

    search: str
    feed: str
    project_base: str


class ProjectFeed(Atom1Feed):
    """Django's Atom feed, with each text in its own language: a title stands in the language of its source."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})  # its summary could not name its language
        handler.addQuickElement("content", item["content"], {"type": "html", "xml:lang": self.feed["language"]})


def project_feed(selection: Selection, title: str, addresses: FeedAddresses) -> ProjectFeed:
    """Return the ProjectFeed of a Selection, in the active language. Three SQL statements.

    title: the query in words.
    """
    feed = ProjectFeed(
        title=_("Leader portal") + f": {xml_text(title)}",
        link=addresses.search,
        description=None,
        language=get_language(),
        author_name=_("Leader portal"),
        feed_url=addresses.feed,
        feed_guid=addresses.feed,
    )
    for project in _last_changed(selection):
        project_title, its_language = localized(project, "title")
        feed.add_item(
            title=xml_text(project_title),
            link=urljoin(addresses.search, project.get_absolute_url()),
            description="",
            unique_id=f"{addresses.project_base}{project.pk}",
            updateddate=project.changed_at,
            categories=[project.theme.name] if project.theme else [],
            language=its_language,
            content=_content(project),
        )
    return feed


def _last_changed(selection: Selection) -> list[Project]:
    pks = selection.ordered_pks("changed", 0, MAX_ENTRIES)
    found = Project.objects.select_related("theme", "group").prefetch_related("municipalities").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def _content(project: Project) -> str:
    """Return the facts and the summary as HTML, the summary in its own language."""
    summary, language = localized(project, "summary")
    facts = format_html_join("", "<li>{}: {}</li>", _facts(project))
    return xml_text(format_html('<ul>{}</ul><p lang="{}">{}</p>', facts, language, summary))


def _facts(project: Project) -> Iterator[tuple[str, Any]]:
    record = record_of(project.kind, project.decision)
    if record != FUNDED:
        yield _("What it is"), RECORD_NAMES[record]
    if project.group:
        yield _("Leader group"), project.group.name
    if municipalities := project.municipalities.all():
        yield _("Municipality"), ", ".join(municipality.name for municipality in municipalities)
    if project.public_funding_eur is not None:
        euros = number_format(project.public_funding_eur, 0)
        yield _("Public funding"), f"{euros} € ({FundingStage(project.funding_stage).label})"
    else:
        yield _("Public funding"), _("not stated")
