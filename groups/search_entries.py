"""Entries of the site search for Leader groups, their examples, and the network's services, duties and pages."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from django.db.models import Model, Prefetch
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from places.models import Municipality
from places.search_entries import names_in_all_languages
from search.entries import PageEntry, write_entries
from text.localized import LANGUAGES, LocalizedText, localized
from text.normalise import ordering_key

from . import models
from .models import AreaMembership, LeaderGroup
from .models.network import fill_placeholders
from .models.offers import all_keywords

Source = TypeVar("Source")


def index_groups() -> None:
    """Write the search entries of all current groups and their examples, in every language; call after any change."""
    write_entries("group", _in_every_language(_group, _groups()))
    _index_examples()


def index_network() -> None:
    """Write the entries of services, duties, information pages and of the front page with the network's own words."""
    write_entries("service", _in_every_language(_service, models.Service.objects.prefetch_related("activities")))
    write_entries("duty", _in_every_language(_duty, models.Duty.objects.prefetch_related("services")))
    pages = _in_every_language(_information_page, models.InformationPage.objects.all())
    network_texts = [*models.Statement.objects.all(), *models.Strength.objects.all(), *models.Wish.objects.all()]
    write_entries("page", [*pages, *_in_every_language(_front_page, [network_texts])])


def _index_examples() -> None:
    examples = models.ExampleActivity.objects.filter(group__valid_to=None).select_related("group")
    examples = examples.prefetch_related("municipalities", "services")
    write_entries("example", _in_every_language(_example, examples))


def _in_every_language(make_entry: Callable[[Source, str], PageEntry], sources: Iterable[Source]) -> list[PageEntry]:
    """Return the entries made of each source in each language, which is the active one meanwhile."""
    entries = []
    sources = list(sources)
    for language in LANGUAGES:
        with translation.override(language):
            entries += [make_entry(source, language) for source in sources]
    return entries


class _Group(NamedTuple):
    """A current group with all that its entries hold, and the former groups that it succeeds."""

    group: LeaderGroup
    former: list[LeaderGroup]


def _groups() -> list[_Group]:
    areas = AreaMembership.objects.filter(valid_to=None).select_related("municipality")
    groups = list(
        LeaderGroup.objects.current().prefetch_related(
            Prefetch("areas", areas), "offers__service", "strengths__strength", "strategies", "office"
        )
    )
    successors = dict(LeaderGroup.objects.exclude(successor=None).values_list("pk", "successor"))
    former = defaultdict(list)
    for group in LeaderGroup.objects.exclude(valid_to=None):
        last, visited = group.pk, set()  # a circle of successors must not hang the load
        while last in successors and last not in visited:
            visited.add(last)
            last = successors[last]
        former[last].append(group)
    return [_Group(group, former[group.pk]) for group in groups]


def _group(source: _Group, language: str) -> PageEntry:
    group = source.group
    municipalities = [area.municipality for area in group.areas.all()]
    texts = [localized(group, "summary", language)]
    for strategy in group.strategies.all():
        texts += [localized(strategy, "title", language), localized(strategy, "priorities", language)]
    texts += [localized(strength, "text", language) for strength in group.strengths.all()]
    for offer in group.offers.all():
        texts += [localized(offer.service, "name", language), localized(offer, "text", language)]
    text, text_language, more = _joined(texts, language)
    names = [localized(place, "name", language)[0] for place in municipalities]
    area = ", ".join(sorted(names, key=ordering_key))
    return PageEntry(
        key=str(group.pk),
        language=language,
        title=localized(group, "name", language)[0],
        url=group.get_absolute_url(),
        text=text,
        note=_("Area: %(names)s.") % {"names": area} if area and text_language == language else "",
        text_language=text_language,
        names=[name for named in [group, *source.former] for name in (*named.own_names, named.slug)],
        more=[*more, (_all_names(municipalities), language)],
        order=ordering_key(group.short_name),
    )


def _all_names(municipalities: Iterable[Municipality]) -> str:
    return " ".join(name for municipality in municipalities for name in names_in_all_languages(municipality))


def _example(example: models.ExampleActivity, language: str) -> PageEntry:
    text, text_language, more = _joined([localized(example, "text", language)], language)
    context = " ".join([example.group.name, _all_names(example.municipalities.all())]).strip()
    services = [localized(service, "name", language) for service in example.services.all()]
    return PageEntry(
        key=str(example.pk),
        language=language,
        title=example.title,
        title_language=example.title_language,
        url=example.group.get_absolute_url(),
        text=text,
        text_language=text_language,
        more=[*more, *services, (context, language)],
    )


def _service(service: models.Service, language: str) -> PageEntry:
    activities = [localized(activity, "text", language) for activity in service.activities.all()]
    return _named(service, [localized(service, "text", language), *activities], language)


def _duty(duty: models.Duty, language: str) -> PageEntry:
    services = [localized(service, "name", language) for service in duty.services.all()]
    return _named(duty, [localized(duty, "text", language), *services], language)


def _named(named: models.Service | models.Duty, texts: list[LocalizedText], language: str) -> PageEntry:
    """Return the entry of a service or duty. Keywords count as names: they rank before mentions in a text."""
    title, title_language = localized(named, "name", language)
    text, text_language, more = _joined(texts, language)
    return PageEntry(
        key=named.code,
        language=language,
        title=title,
        title_language=title_language,
        url=named.get_absolute_url(),
        text=text,
        text_language=text_language,
        names=all_keywords(named),
        more=more,
        order=f"{named.order:05}",
    )


def _information_page(page: models.InformationPage, language: str) -> PageEntry:
    title, title_language = localized(page, "title", language)
    body, text_language = localized(page, "body", language)
    return PageEntry(
        key=page.code,
        language=language,
        title=title,
        title_language=title_language,
        url=page.get_absolute_url(),
        text=_plain(body),
        text_language=text_language,
    )


def _front_page(rows: Iterable[Model], language: str) -> PageEntry:
    texts = []
    for row in rows:
        if not isinstance(row, models.Statement):  # its only name is a code
            texts.append(localized(row, "name", language))
        texts.append(localized(row, "text", language))
    text, text_language, more = _joined(texts, language)
    return PageEntry(
        key="front",
        language=language,
        title=_("Front page"),
        url=reverse("front"),
        text=text,
        text_language=text_language,
        more=more,
    )


def _joined(texts: list[LocalizedText], language: str) -> tuple[str, str, list[LocalizedText]]:
    """Join texts into one of a single language, so that it can be displayed with its language.

    Returns the text, its language (the wanted one where any text has it, else that of the first), and the texts in
    other languages.
    """
    sentences = [LocalizedText(_sentence(text), text_language) for text, text_language in texts if text]
    languages = [text_language for _text, text_language in sentences]
    chosen = language if language in languages or not languages else languages[0]
    joined = " ".join(text for text, text_language in sentences if text_language == chosen)
    return joined, chosen, [sentence for sentence in sentences if sentence[1] != chosen]


def _sentence(text: str) -> str:
    text = ", ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def _plain(markdown: str) -> str:
    """Return a Markdown text as plain text, with its placeholders filled in."""
    blocks = []
    for block in MarkdownIt("commonmark").enable("table").parse(fill_placeholders(markdown)):
        if block.type == "inline":
            parts = block.children or []
            blocks.append("".join(" " if part.type.endswith("break") else part.content for part in parts))
    return " ".join(" ".join(blocks).split())
