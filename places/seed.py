"""The files of places/data as rows for the tables. Sources, licences and dates: docs/sources.md."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from seeding.files import SeedRow, read_csv
from seeding.loader import Loader, LoadReport, loaded_keys
from text.normalise import fold

from .boundaries.loading import load_approximate_boundaries
from .finder.name_index import rebuild_place_names
from .models import Municipality, PostalCode, Region
from .search_entries import index_places

DATA = Path(__file__).parent / "data"
CLASSIFICATIONS = "https://stat.fi/fi/luokitukset"
LATITUDES, LONGITUDES = (59, 71), (19, 32)  # degrees within which all of Finland lies
POSTAL_CODES = "https://www.posti.fi/fi/asiakastuki/postinumerotiedostot"


@transaction.atomic
def load_places(folder: Path = DATA, force: bool = False) -> list[LoadReport]:
    """Load regions, municipalities, postal codes, their names and the shipped borders.

    folder: holds regions.csv, municipalities.csv, postal_codes.csv and boundaries/. Raises SourceError, with
    nothing changed, when a file is wrong or more than a tenth of a table would go and `force` is not set.
    """
    regions = read_regions(folder / "regions.csv")
    municipalities = read_municipalities(folder / "municipalities.csv", {row["code"] for row in regions})
    codes = {row["code"] for row in municipalities if row["valid_to"] is None}
    postal_codes = read_postal_codes(folder / "postal_codes.csv", codes)
    loader = Loader(force)
    loader.load(Region, regions, key=["code"], set_once=["slug"])
    loader.load(Municipality, municipalities, key=["code"], set_once=["slug"])
    loader.load(PostalCode, _without_deleted(postal_codes), key=["code"])
    reports = loader.finish()
    if codes == set(Municipality.objects.current().values_list("code", flat=True)):
        load_approximate_boundaries(folder / "boundaries" / "municipalities_approx.geojson")
    else:
        loader.report_on(Municipality).differences.append(
            "other municipalities here than in the source, so the borders stay as they are"
        )
    rebuild_place_names()
    index_places()
    return reports


def _without_deleted(postal_codes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows without references to municipalities that staff has deleted."""
    deleted = loaded_keys(Municipality) - set(Municipality.objects.values_list("code", flat=True))
    return [
        row | {"other_municipalities": [code for code in row["other_municipalities"] if code not in deleted]}
        for row in postal_codes
        if row["municipality_id"] not in deleted
    ]


def read_regions(path: Path) -> list[dict[str, Any]]:
    """Read regions.csv into values for Region. Raises SourceError naming file and line."""
    columns = ["code", "name_fi", "name_sv", "name_en", "nuts3", "iso"]
    return [
        {
            "code": row.code("code", 2),
            "slug": make_slug(row.required("name_fi")),
            **{name: row.required(name) for name in columns[1:]},
            "source": CLASSIFICATIONS,
        }
        for row in read_csv(path, columns, key=["code"])
    ]


def read_municipalities(path: Path, region_codes: Collection[str]) -> list[dict[str, Any]]:
    """Read municipalities.csv into values for Municipality, a successor before those that joined it.

    region_codes: those that exist. Raises SourceError naming file and line.
    """
    columns = "code name_fi name_sv region_code population population_year language_status lat lon".split()
    columns += "valid_from valid_to successor_code previous_region_code region_changed_on sami_homeland name_se".split()
    source = read_csv(path, columns, key=["code"])
    codes = {row["code"] for row in source}
    rows = [_municipality(row, region_codes, codes) for row in source]
    return sorted(rows, key=lambda row: row["valid_to"] is not None)


def _municipality(row: SeedRow, region_codes: Collection[str], codes: Collection[str]) -> dict[str, Any]:
    languages = row.choice("language_status", set(Municipality.Languages.values))
    is_swedish = languages in (Municipality.Languages.SWEDISH, Municipality.Languages.BILINGUAL_SWEDISH)
    name_fi, name_sv = row.required("name_fi"), row.required("name_sv")
    valid_to, successor = row.day("valid_to"), row["successor_code"] or None
    if (valid_to is None) != (successor is None):
        raise row.error("valid_to and successor_code go together")
    if successor and (successor not in codes or successor == row["code"]):
        raise row.error(f"successor_code {successor} is not another municipality of the file")
    return {
        "code": row.code("code", 3),
        # The official Finnish name of Pedersöre is "Pedersören kunta".
        "slug": make_slug(name_sv if name_fi.endswith(" kunta") else name_fi),
        "name_fi": name_fi,
        "name_sv": name_sv,
        # English texts use the name in the language of the majority.
        "name_en": name_sv if is_swedish else name_fi,
        "name_se": row["name_se"],
        "region_id": row.choice("region_code", region_codes),
        "population": row.whole_number("population"),
        "population_year": row.whole_number("population_year"),
        "languages": languages,
        "sami_homeland": row.choice("sami_homeland", {"", *Municipality.SamiHomeland.values}),
        "lat": row.required("lat") and row.degrees("lat", *LATITUDES),
        "lon": row.required("lon") and row.degrees("lon", *LONGITUDES),
        "valid_from": row.day("valid_from"),
        "valid_to": valid_to,
        "successor_id": successor,
        "previous_region_id": row.choice("previous_region_code", {"", *region_codes}) or None,
        "region_changed_on": row.day("region_changed_on"),
        "source": CLASSIFICATIONS,
    }


def read_postal_codes(path: Path, municipality_codes: Collection[str]) -> list[dict[str, Any]]:
    """Read postal_codes.csv into values for PostalCode.

    municipality_codes: of today's municipalities. Raises SourceError naming file and line.
    """
    columns = "postal_code name_fi name_sv municipality_code other_municipality_codes type valid_from lat lon".split()
    return [
        {
            "code": row.code("postal_code", 5),
            "name_fi": row.required("name_fi"),
            "name_sv": row.required("name_sv"),
            "municipality_id": row.choice("municipality_code", municipality_codes),
            "other_municipalities": _others(row, municipality_codes),
            "kind": row.required("type"),
            "lat": row.degrees("lat", *LATITUDES),
            "lon": row.degrees("lon", *LONGITUDES),
            "valid_from": row.day("valid_from"),
            "source": POSTAL_CODES,
        }
        for row in read_csv(path, columns, key=["postal_code"])
    ]


def _others(row: SeedRow, municipality_codes: Collection[str]) -> list[str]:
    codes = set(row["other_municipality_codes"].split())
    unknown = codes.difference(municipality_codes)
    if unknown:
        raise row.error(f"other_municipality_codes: {', '.join(sorted(unknown))} is no municipality of today")
    return sorted(codes)


def make_slug(name: str) -> str:
    """Return the word of a permanent address: "Etelä-Savo" → "etela-savo"."""
    return fold(name).replace(" ", "-")
