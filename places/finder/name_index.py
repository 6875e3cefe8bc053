"""Writes the lookup of every name and code that a person may type (FindableName)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db import transaction

from places.models import FindableName, Municipality, PostalCode, Region
from text.normalise import fold, match_key

NameKind = FindableName.Kind

# Words beside or inside a name that say what kind of thing it is, in the nominative and the genitive.
MUNICIPAL_WORDS = {
    *("kunta", "kunnan", "kaupunki", "kaupungin", "maalaiskunta", "kuntanumero", "kuntakoodi"),
    *("kommun", "kommuns", "stad", "stads", "kommunnummer", "kommunkod", "municipality", "town", "city"),
}
REGIONAL_WORDS = {
    *("maakunta", "maakunnan", "liitto", "liiton"),
    *("landskap", "landskaps", "landskapet", "landskapsförbund", "förbund", "region", "regional", "council"),
}
GROUP_WORDS = {
    *("leader", "ryhmä", "ryhmän", "leader-ryhmä", "leader-ryhmän", "ry", "ry.", "r.y", "r.y."),
    *("leadergrupp", "leadergruppen", "rf", "rf.", "r.f", "r.f.", "group", "lag"),
}
SMALL_WORDS = {"of", "the", "in", "i", "från", "till"}
TYPE_WORDS = MUNICIPAL_WORDS | REGIONAL_WORDS | GROUP_WORDS | SMALL_WORDS
# Postal codes of a company or of reply mail are named after it, not after a place.
KINDS_WITH_A_PLACE = ["regular", "po_box"]

ABBREVIATED_PROVINCE = re.compile(" (Tl|Hl)$")
# Hämeenkoski had the same name as Koski Tl until 1995: a person who types Koski may mean either.
EARLIER_NAMES = {"283": ["Koski Hl"]}

_IDENTITY = ["key", "kind", "target"]  # of a FindableName


class NameEntry(NamedTuple):
    """A name that leads to something. typed: what a person types, where it is not the name itself."""

    kind: NameKind
    text: str
    target: str
    typed: str = ""


class _PostalName(NamedTuple):
    code: str
    name_fi: str
    name_sv: str
    kind: str
    municipality_id: str


def without_type_words(name_key: str) -> str:
    """Return the key of a name without the words that only say what it is ("kuhmoisten kunta": "kuhmoisten").

    A name of nothing else ("leader") stays as it is.
    """
    words = [word for word in name_key.split() if word not in TYPE_WORDS]
    words = [word.removeprefix("leader-").removesuffix("-leader") for word in words]
    return " ".join(word for word in words if word) or name_key


@transaction.atomic
def write_names(kinds: Sequence[NameKind], names: Iterable[NameEntry]) -> int:
    """Replace all findable names of these kinds, which the caller owns; return the number of rows.

    A name is found both as it is written and without words like "kunta" or "Leader". The same name may come twice.
    """
    rows = {}
    for name in names:
        full = match_key(name.typed or name.text)
        for form in {full, without_type_words(full)} - {""}:
            folded = fold(form)
            rows[form, name.kind, name.target] = FindableName(
                text=name.text, key=form, folded=folded, length=len(folded), kind=name.kind, target=name.target
            )
    # Only what differs, so that an edit in the admin is saved at once.
    existing = FindableName.objects.filter(kind__in=kinds)
    texts = {(form, kind, target): text for form, kind, target, text in existing.values_list(*_IDENTITY, "text")}
    new = [row for identity, row in rows.items() if texts.get(identity) != row.text]
    gone = [identity for identity, text in texts.items() if identity not in rows or rows[identity].text != text]
    for form, kind, target in gone:
        existing.filter(key=form, kind=kind, target=target).delete()
    FindableName.objects.bulk_create(new, batch_size=1000)
    return len(rows)


def rebuild_place_names() -> int:
    """Rewrite the names of all regions, municipalities and postal codes; return the number of rows.

    Call it after any change of these: a loader or the admin does. The names of groups are left alone.
    """
    municipalities = list(Municipality.objects.all())
    codes = map(_PostalName._make, PostalCode.objects.values_list(*_PostalName._fields))
    names = [
        *_municipal_names(municipalities),
        *_regional_names(Region.objects.all()),
        *_postal_names(codes, {m.code: m for m in municipalities if m.is_current}),
    ]
    return write_names([kind for kind in NameKind if kind != NameKind.GROUP], names)


def _municipal_names(municipalities: Iterable[Municipality]) -> Iterator[NameEntry]:
    for municipality in municipalities:
        kind = NameKind.MUNICIPALITY if municipality.is_current else NameKind.DISSOLVED
        for text in _names(municipality):
            yield NameEntry(kind, text, municipality.code)
            # Koski Tl (Turun lääni): few write the abbreviation of a province that is no more.
            yield NameEntry(kind, text, municipality.code, typed=ABBREVIATED_PROVINCE.sub("", text))
        yield NameEntry(kind, municipality.name_fi, municipality.code, typed=municipality.code)


def _regional_names(regions: Iterable[Region]) -> Iterator[NameEntry]:
    for region in regions:
        for text in filter(None, [region.name_fi, region.name_sv, region.name_en]):
            yield NameEntry(NameKind.REGION, text, region.code)


def _postal_names(codes: Iterable[_PostalName], current: Mapping[str, Municipality]) -> Iterator[NameEntry]:
    main = {match_key(text) for municipality in current.values() for text in _main_names(municipality)}
    own = {municipality.code: {match_key(text) for text in _names(municipality)} for municipality in current.values()}
    for code, name_fi, name_sv, kind, municipality_code in codes:
        yield NameEntry(NameKind.POSTAL_CODE, f"{code} {name_fi}", code, typed=code)
        # A code named like a municipality says nothing new, even where it reaches over the border (94460 Tornio in
        # Keminmaa). The village Lappo does: only in Swedish does Lapua have that name.
        if kind not in KINDS_WITH_A_PLACE or match_key(name_fi) in main:
            continue
        for text in {name_fi, name_sv}:
            if match_key(text) not in own.get(municipality_code, ()):
                yield NameEntry(NameKind.POSTAL_PLACE, text, municipality_code)


def _main_names(municipality: Municipality) -> list[str]:
    """Return the names that the municipality has in Finnish and in the language of its majority."""
    is_swedish = municipality.languages in (Municipality.Languages.SWEDISH, Municipality.Languages.BILINGUAL_SWEDISH)
    return [municipality.name_fi, municipality.name_sv or ""] if is_swedish else [municipality.name_fi]


def _names(municipality: Municipality) -> list[str]:
    texts = [municipality.name_fi, municipality.name_sv, municipality.name_en, municipality.name_se]
    texts += EARLIER_NAMES.get(municipality.code, [])
    return [text for text in texts if text]
