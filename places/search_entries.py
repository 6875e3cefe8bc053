"""What the site search knows of municipalities and regions."""

from collections import defaultdict

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from search.query import Entry, write_entries
from text.localized import localized
from text.normalise import ordering_key

from .finder.name_index import KINDS_WITH_A_PLACE
from .models import Municipality, PostalCode, Region

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def index_places():
    """Make the search entries of all regions and current municipalities, in every language; call after any change.

    A municipality is found by its names in all languages, those it had before, and its postal places; a region by
    its names and municipalities.
    """
    regions = {region.code: region for region in Region.objects.all()}
    municipalities = list(Municipality.objects.all())
    postal_places = _postal_places()
    former = _former_municipalities(municipalities)
    current = sorted(
        (one for one in municipalities if one.is_current), key=lambda one: ordering_key(localized(one, "name", "fi")[0])
    )
    of_region = defaultdict(list)
    for one in current:
        of_region[one.region_id].append(one)
    entries = {"municipality": [], "region": []}
    for language in LANGUAGES:
        with translation.override(language):
            entries["municipality"] += [
                _municipality(one, regions[one.region_id], former[one.code], postal_places[one.code], language)
                for one in current
            ]
            entries["region"] += [_region(one, of_region[one.code], language) for one in regions.values()]
    for kind, found in entries.items():
        write_entries(kind, found)


def names_in_all_languages(thing):
    """Return the names of a thing in Finnish, Swedish, English and, of a place, Northern Sámi, where it has one."""
    names = [thing.name_fi, thing.name_sv, thing.name_en, getattr(thing, "name_se", "")]
    return list(dict.fromkeys(filter(None, names)))


def _municipality(municipality, region, former, postal_places, language):
    note = _("Region: %(name)s.") % {"name": _name(region, language)}
    if former:
        names = ", ".join(_name(one, language) for one in former)
        note += " " + _("Former municipalities: %(names)s.") % {"names": names}
    return Entry(
        key=municipality.code,
        language=language,
        title=_name(municipality, language),
        url=municipality.get_absolute_url(),
        note=note,
        names=[name for one in [municipality, *former] for name in names_in_all_languages(one)],
        more=[(" ".join([_name(region, language), *postal_places]), language)],
    )


def _region(region, municipalities, language):
    names = ", ".join(_name(one, language) for one in municipalities)
    return Entry(
        key=region.code,
        language=language,
        title=_name(region, language),
        url=region.get_absolute_url(),
        note=_("Municipalities: %(names)s.") % {"names": names},
        names=names_in_all_languages(region),
        more=[(names, language)],
    )


def _name(place, language):
    return getattr(place, f"name_{language}") or place.name_fi


def _former_municipalities(municipalities):
    """Return a dict: code of a municipality → the dissolved ones that became part of it, over any number of steps."""
    by_code = {one.code: one for one in municipalities}
    former = defaultdict(list)
    for one in municipalities:
        successor, seen = by_code.get(one.successor_id), {one.code}
        while successor and successor.successor_id and successor.code not in seen:
            seen.add(successor.code)
            successor = by_code.get(successor.successor_id)
        if successor:
            former[successor.code].append(one)
    return former


def _postal_places():
    """Return a dict: code of a municipality → its postal codes and the names of its postal places."""
    places = defaultdict(dict)
    rows = PostalCode.objects.filter(kind__in=KINDS_WITH_A_PLACE)
    for municipality, *words in rows.values_list("municipality_id", "code", "name_fi", "name_sv"):
        places[municipality].update(dict.fromkeys(words))
    return places
