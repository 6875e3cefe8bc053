"""What the site search knows of Leader groups, their examples, and the network's services, duties and pages."""

from collections import defaultdict

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from places.search_entries import names_in_all_languages
from search.entries import PageEntry, write_entries
from text.localized import LANGUAGES, localized
from text.normalise import ordering_key

from . import models
from .models import AreaMembership, LeaderGroup
from .models.offers import words_in
from .placeholders import filled_in


def index_groups():
    """Make the search entries of all current groups and their examples, in every language; call after any change."""
    write_entries("group", _in_every_language(_group, _groups()))
    _index_examples()


def index_network():
    """Make the entries of services, duties, information pages and of the front page with the network's own words."""
    write_entries("service", _in_every_language(_service, models.Service.objects.prefetch_related("activities")))
    write_entries("duty", _in_every_language(_duty, models.Duty.objects.prefetch_related("services")))
    pages = _in_every_language(_information_page, models.InformationPage.objects.all())
    words = [*models.Statement.objects.all(), *models.Strength.objects.all(), *models.Wish.objects.all()]
    write_entries("page", [*pages, *_in_every_language(_front_page, [words])])


def _index_examples():
    examples = models.ExampleActivity.objects.filter(group__valid_to=None).select_related("group")
    examples = examples.prefetch_related("municipalities", "services")
    write_entries("example", _in_every_language(_example, examples))


def _in_every_language(entry_of, things):
    """Return the entries of things; entry_of(thing, language) is called with that language active."""
    entries = []
    things = list(things)
    for language in LANGUAGES:
        with translation.override(language):
            entries += [entry_of(thing, language) for thing in things]
    return entries


def _groups():
    """Return the current groups with all that their entries tell, and in `former` the groups they succeed."""
    areas = AreaMembership.objects.filter(valid_to=None).select_related("municipality")
    groups = list(
        LeaderGroup.objects.current().prefetch_related(
            Prefetch("areas", areas), "offers__service", "strengths__strength", "strategies", "office"
        )
    )
    successors = dict(LeaderGroup.objects.exclude(successor=None).values_list("pk", "successor"))
    former = defaultdict(list)
    for group in LeaderGroup.objects.exclude(valid_to=None):
        last, seen = group.pk, set()
        while last in successors and last not in seen:
            seen.add(last)
            last = successors[last]
        former[last].append(group)
    for group in groups:
        group.former = former[group.pk]
    return groups


def _group(group, language):
    municipalities = [area.municipality for area in group.areas.all()]
    names = [getattr(one, f"name_{language}") or one.name_fi for one in municipalities]
    told = [localized(group, "summary", language)]
    told += [localized(one, field, language) for one in group.strategies.all() for field in ("title", "priorities")]
    told += [localized(one, "text", language) for one in group.strengths.all()]
    for offer in group.offers.all():
        told.append(localized(offer.service, "name", language))
        told.append(localized(offer, "text", language))
    text, text_language, more = _joined(told, language)
    area = ", ".join(sorted(names, key=ordering_key))
    return PageEntry(
        key=str(group.pk),
        language=language,
        title=getattr(group, f"name_{language}") or group.name_fi,
        url=group.get_absolute_url(),
        text=text,
        note=_("Area: %(names)s.") % {"names": area} if area and text_language == language else "",
        text_language=text_language,
        names=[name for one in [group, *group.former] for name in (*one.own_names, one.slug)],
        more=[*more, (" ".join(name for one in municipalities for name in names_in_all_languages(one)), language)],
        order=ordering_key(group.short_name),
    )


def _example(example, language):
    text, text_language, more = _joined([localized(example, "text", language)], language)
    around = [
        example.group.name,
        *(name for one in example.municipalities.all() for name in names_in_all_languages(one)),
    ]
    services = [localized(service, "name", language) for service in example.services.all()]
    return PageEntry(
        key=str(example.pk),
        language=language,
        title=example.title,
        title_language=example.title_language,
        url=example.group.get_absolute_url(),
        text=text,
        text_language=text_language,
        more=[*more, *services, (" ".join(around), language)],
    )


def _service(service, language):
    activities = [localized(one, "text", language) for one in service.activities.all()]
    return _named(service, [localized(service, "text", language), *activities], language)


def _duty(duty, language):
    services = [localized(one, "name", language) for one in duty.services.all()]
    return _named(duty, [localized(duty, "text", language), *services], language)


def _named(thing, told, language):
    """Return the entry of a service or duty. Its keywords count as names: what is meant comes before what mentions."""
    title, title_language = localized(thing, "name", language)
    text, text_language, more = _joined(told, language)
    return PageEntry(
        key=thing.code,
        language=language,
        title=title,
        title_language=title_language,
        url=thing.get_absolute_url(),
        text=text,
        text_language=text_language,
        names=words_in(thing),
        more=more,
        order=f"{thing.order:05}",
    )


def _information_page(page, language):
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


def _front_page(words, language):
    told = []
    for one in words:
        if not isinstance(one, models.Statement):  # its only name is a code
            told.append(localized(one, "name", language))
        told.append(localized(one, "text", language))
    text, text_language, more = _joined(told, language)
    return PageEntry(
        key="front",
        language=language,
        title=_("Front page"),
        url=reverse("front"),
        text=text,
        text_language=text_language,
        more=more,
    )


def _joined(told, language):
    """Join pieces of text into one that is in a single language, so that it can be shown with it.

    told: pairs (text, language of it). Returns the text, its language (the one asked for where a piece has it), and
    the pieces in other languages.
    """
    told = [(_sentence(text), one) for text, one in told if text]
    languages = [one for _text, one in told]
    shown = language if language in languages or not languages else languages[0]
    return " ".join(text for text, one in told if one == shown), shown, [pair for pair in told if pair[1] != shown]


def _sentence(text):
    text = ", ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def _plain(markdown):
    """Return a Markdown text as plain text, with the settings in their places."""
    pieces = []
    for block in MarkdownIt("commonmark").enable("table").parse(filled_in(markdown)):
        if block.type == "inline":
            pieces.append("".join(" " if one.type.endswith("break") else one.content for one in block.children))
    return " ".join(" ".join(pieces).split())
