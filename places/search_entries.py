"""What the site search knows of municipalities and regions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from search.entries import PageEntry, write_entries
from text.localized import LANGUAGES, localized
from text.normalise import ordering_key

from .finder.name_index import KINDS_WITH_A_PLACE
from .models import Municipality, PostalCode, Region


def index_places() -> None:
    """Make the search entries of all regions and current municipalities, in every language; call after any change.

    A municipality is found by its names in all languages, those it had before, and its postal places; a region by
    its names and municipalities.
    """
    regions = {region.code: region for region in Region.objects.all()}
    municipalities = list(Municipality.objects.all())
    postal_places = _postal_places()
    former = _former_municipalities(municipalities)
    current = [municipality for municipality in municipalities if municipality.is_current]
    current.sort(key=lambda municipality: ordering_key(localized(municipality, "name", "fi").text))
    in_region = defaultdict(list)
    for municipality in current:
        in_region[municipality.region_id].append(municipality)
    of_municipalities: list[PageEntry] = []
    of_regions: list[PageEntry] = []
    for language in LANGUAGES:
        with translation.override(language):
            of_municipalities += [
                _municipality_entry(
                    municipality,
                    regions[municipality.region_id],
                    former[municipality.code],
                    postal_places[municipality.code],
                    language,
                )
                for municipality in current
            ]
            of_regions += [_region_entry(region, in_region[region.code], language) for region in regions.values()]
    write_entries("municipality", of_municipalities)
    write_entries("region", of_regions)


def names_in_all_languages(place: Municipality | Region) -> list[str]:
    """Return the names of a place in Finnish, Swedish, English and Northern Sámi, where it has one."""
    names = [place.name_fi, place.name_sv, place.name_en, getattr(place, "name_se", "")]
    return list(dict.fromkeys(filter(None, names)))


def _municipality_entry(
    municipality: Municipality,
    region: Region,
    former: Sequence[Municipality],
    postal_places: Iterable[str],
    language: str,
) -> PageEntry:
    note = _("Region: %(name)s.") % {"name": _name(region, language)}
    if former:
        names = ", ".join(_name(predecessor, language) for predecessor in former)
        note += " " + _("Former municipalities: %(names)s.") % {"names": names}
    return PageEntry(
        key=municipality.code,
        language=language,
        title=_name(municipality, language),
        url=municipality.get_absolute_url(),
        note=note,
        names=[name for place in [municipality, *former] for name in names_in_all_languages(place)],
        more=[(" ".join([_name(region, language), *postal_places]), language)],
    )


def _region_entry(region: Region, municipalities: Iterable[Municipality], language: str) -> PageEntry:
    names = ", ".join(_name(municipality, language) for municipality in municipalities)
    return PageEntry(
        key=region.code,
        language=language,
        title=_name(region, language),
        url=region.get_absolute_url(),
        note=_("Municipalities: %(names)s.") % {"names": names},
        names=names_in_all_languages(region),
        more=[(names, language)],
    )


def _name(place: Municipality | Region, language: str) -> str:
    return getattr(place, f"name_{language}") or place.name_fi


def _former_municipalities(municipalities: Iterable[Municipality]) -> dict[str, list[Municipality]]:
    """Return {code of a municipality: the dissolved ones that became part of it, over any number of steps}."""
    by_code = {municipality.code: municipality for municipality in municipalities}
    former: dict[str, list[Municipality]] = defaultdict(list)
    for municipality in by_code.values():
        successor, visited = by_code.get(municipality.successor_id or ""), {municipality.code}
        while successor and successor.successor_id and successor.code not in visited:
            visited.add(successor.code)
            successor = by_code.get(successor.successor_id)
        if successor:
            former[successor.code].append(municipality)
    return former


def _postal_places() -> dict[str, dict[str, None]]:
    """Return {code of a municipality: its postal codes and the names of its postal places, each once}."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    rows = PostalCode.objects.filter(kind__in=KINDS_WITH_A_PLACE)
    for municipality, *words in rows.values_list("municipality_id", "code", "name_fi", "name_sv"):
        places[municipality].update(dict.fromkeys(words))
    return places
