"""From the names in a file to the rows they mean: municipalities, regions, groups, themes, programmes, periods.

Never a guess: a name that could mean two things means nothing. A municipality is found in Finnish, Swedish and Sámi, in
capitals, with "kunta" or "stad" beside it, in the genitive, under its name of before a merger, and by a postal place.
A group is found under any of its names; a former one stays the former one.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from django.conf import settings

from groups.models import LeaderGroup, ProgrammingPeriod
from places.finder.inflected_names import base_forms
from places.finder.name_index import MUNICIPAL_WORDS, REGIONAL_WORDS, without_type_words
from places.models import Municipality, PostalCode, Region
from places.search_entries import names_in_all_languages
from projects.models import Programme, ProjectSource, Theme
from text.normalise import fold, match_key

MAX_REMEMBERED = 8192  # distinct cells; a file has a few thousand
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_OF_ASSOCIATIONS = re.compile(r"\br\.?\s?[yf]\b\.?")  # ry, r.y., rf, r.f.
# In the names of many groups, so they distinguish none from another; folded.
_GENERIC = {
    *("leader", "ryhma", "leaderryhma", "toimintaryhma", "kehittamisyhdistys", "maaseudun", "yhdistys"),
    *("leadergrupp", "aktionsgrupp", "utvecklingsforening", "utvecklingsforeningen", "lag", "group"),
}


Key = TypeVar("Key", bound=Hashable)


class ResolvedPlace(NamedTuple):
    """What a place in a file means: a municipality of today, by its code, or a region by its code.

    name_in_source: the word of the file, when it is a former municipality.
    """

    municipality: str = ""
    region: str = ""
    name_in_source: str = ""


class _NameTable(Generic[Key]):
    """Keys of one kind of row by their names. A name of two rows has both keys, so that it is seen to be ambiguous."""

    def __init__(self) -> None:
        self._keys: dict[str, set[Key]] = defaultdict(set)

    def add(self, name: str, key: Key) -> None:
        if name:
            self._keys[name].add(key)

    def named(self, names: Iterable[str]) -> set[Key]:
        """Return the keys that any of the names means."""
        return set().union(*(self._keys.get(name, ()) for name in names))


class Lookups:
    """Every table that names are looked up in, read once: eight SQL statements."""

    def __init__(self) -> None:
        self._current: _NameTable[str] = _NameTable()  # municipalities of today
        self._former: _NameTable[str] = _NameTable()
        self._codes: dict[str, ResolvedPlace] = {}
        self._postal_places: _NameTable[str] = _NameTable()
        self._regions: _NameTable[str] = _NameTable()
        self._groups: _NameTable[int] = _NameTable()
        self._groups_by_core: _NameTable[int] = _NameTable()
        self._read_municipalities()
        self._read_postal_places()
        self._read_regions()
        self._read_groups()
        self._themes = _table_of(Theme.objects.all())
        programmes = list(Programme.objects.all())
        self._programmes = _table_of(programmes)
        self._period_of = {programme.pk: programme.period_id for programme in programmes}
        self._periods = set(ProgrammingPeriod.objects.values_list("pk", flat=True))
        self.sources = {source.code: source.pk for source in ProjectSource.objects.all()}
        # Names come again and again, row after row.
        self.place = lru_cache(MAX_REMEMBERED)(self._place)
        self.group = lru_cache(MAX_REMEMBERED)(self._group)
        self.programme = lru_cache(MAX_REMEMBERED)(self._programme)

    def theme(self, name: str) -> str | None:
        """Return the code of a theme from its code or its name in any language, None when there is none."""
        return _only(self._themes.named([match_key(name)]))

    def period(self, name: str) -> str | None:
        """Return the code of a programming period ("2014-2020") however its dash is written, None for another."""
        code = match_key(_IN_BRACKETS.sub("", name))
        return code if code in self._periods else None

    def period_of(self, programme: str) -> str:
        """Return the code of the period of a programme, by the programme's code."""
        return self._period_of[programme]

    def _programme(self, name: str) -> str | None:
        """Return the code of a programme from its code or name, None when there is none."""
        return _only(self._programmes.named([match_key(name), match_key(_IN_BRACKETS.sub("", name))]))

    def _read_municipalities(self) -> None:
        municipalities = {municipality.code: municipality for municipality in Municipality.objects.all()}
        for municipality in municipalities.values():
            today = municipality
            while today.successor_id:
                today = municipalities[today.successor_id]
            table = self._current if municipality.is_current else self._former
            names = names_in_all_languages(municipality)
            former_name = "" if municipality.is_current else names[0]
            self._codes[municipality.code] = ResolvedPlace(today.code, name_in_source=former_name)
            for name in [*names, *(name.removesuffix(" Tl") for name in names)]:
                table.add(match_key(name), today.code)
                table.add(fold(name), today.code)

    def _read_postal_places(self) -> None:
        # Municipalities of before 2009 are in no table, but most live on as postal places of one municipality.
        for code, *names in PostalCode.objects.values_list("municipality", "name_fi", "name_sv"):
            for name in names:
                self._postal_places.add(match_key(name), code)
                self._postal_places.add(fold(name), code)

    def _read_regions(self) -> None:
        for region in Region.objects.all():
            for name in [*names_in_all_languages(region), region.nuts3, region.iso]:
                self._regions.add(match_key(name), region.code)
                self._regions.add(fold(name), region.code)
            self._regions.add(region.code, region.code)

    def _place(self, name: str) -> ResolvedPlace | None:
        """Return the place that a name or code means, None for a village, a misspelling or what may mean several."""
        typed = match_key(_IN_BRACKETS.sub("", name))
        if typed.isascii() and typed.isdigit():
            return self._codes.get(typed.zfill(3))  # a spreadsheet takes 005 for a number
        words, bare = set(typed.split()), without_type_words(typed)
        tables = [(self._current, "municipality"), (self._regions, "region"), (self._former, "municipality")]
        if words & REGIONAL_WORDS:
            tables = [(self._regions, "region")]
        elif words & MUNICIPAL_WORDS:
            del tables[1]  # Lapin kunta was one; Lappi is a region
        for forms in ([typed, bare], base_forms(bare), [fold(bare)]):
            for table, kind in tables:
                if codes := table.named(forms):
                    code = _only(codes)
                    name_in_source = name if table is self._former else ""
                    return ResolvedPlace(**{kind: code}, name_in_source=name_in_source) if code else None
        if words & REGIONAL_WORDS:
            return None
        for forms in ([typed, bare], base_forms(bare), [fold(bare)]):
            if codes := self._postal_places.named(forms):
                code = _only(codes)
                return ResolvedPlace(municipality=code, name_in_source=name) if code else None
        return None

    def region(self, name: str) -> str | None:
        """Return the code of a region from its code, NUTS 3 code or name, None when there is none."""
        typed = match_key(_IN_BRACKETS.sub("", name))
        if typed.isascii() and typed.isdigit():
            return _only(self._regions.named([typed.zfill(2)]))
        bare = without_type_words(typed)
        for forms in ([typed, bare], base_forms(bare), [fold(bare)]):
            if codes := self._regions.named(forms):
                return _only(codes)
        return None

    def _read_groups(self) -> None:
        for group in LeaderGroup.objects.all():
            names = {*group.own_names, group.slug}
            halves = {half for name in names for half in name.split(" – ")}  # I samma båt – Samassa veneessä
            for name in names | halves:
                self._groups.add(_without_ry(name), group.pk)
                self._groups_by_core.add(_core_of_group(name), group.pk)

    def _group(self, name: str) -> int | None:
        """Return the pk of the group of this name, None for an unknown one."""
        return _only(self._groups.named([_without_ry(name)]) or self._groups_by_core.named([_core_of_group(name)]))


def _table_of(rows: Iterable[Theme | Programme]) -> _NameTable[str]:
    """Return the codes of themes or programmes by code and by name."""
    table: _NameTable[str] = _NameTable()
    for row in rows:
        table.add(match_key(row.pk), row.pk)
        for language, _name in settings.LANGUAGES:
            table.add(match_key(getattr(row, f"name_{language}") or ""), row.pk)
    return table


def _without_ry(name: str) -> str:
    return fold(_OF_ASSOCIATIONS.sub(" ", match_key(name)))


def _core_of_group(name: str) -> str:
    words = _without_ry(name).split()
    return " ".join(word for word in words if word not in _GENERIC) or " ".join(words)


def _only(keys: set[Key]) -> Key | None:
    return next(iter(keys)) if len(keys) == 1 else None
