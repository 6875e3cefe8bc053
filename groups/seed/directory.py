"""Which groups there are and were, and their areas: leader_groups.csv, former_groups.csv, group_municipalities.csv."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from groups.models import AreaMembership, LeaderGroup
from groups.models.sourced import Confidence
from places.models import Municipality, Region
from seeding.files import SeedRow, expected_structure, read_csv, read_json
from seeding.loader import Loader, loaded_keys
from text.localized import LANGUAGES

Profile = dict[str, Any]  # a group of group_profiles.json
Translations = dict[str, dict[str, str]]  # Finnish text → {"sv": …, "en": …}, either of which may be missing
TableRow = dict[str, Any]  # name of a field or attribute ("region_id") → value, as Loader.load() takes it


def load_directory(loader: Loader, folder: Path) -> None:
    """Load the groups with their summaries, and their areas."""
    regions = set(Region.objects.values_list("code", flat=True))
    profile_file = folder / "group_profiles.json"
    profiles = {item["slug"]: item for item in read_profiles(profile_file)}
    texts = read_texts(folder / "profile_texts.json")
    with expected_structure(profile_file):
        current = read_groups(folder / "leader_groups.csv", regions, profiles, texts)
    slugs = {row["slug"] for row in current}
    former = read_former_groups(folder / "former_groups.csv", slugs)
    municipalities = loaded_keys(Municipality) | set(Municipality.objects.values_list("code", flat=True))
    areas = read_areas(folder / "group_municipalities.csv", folder / "area_parts.csv", slugs, municipalities)

    loader.load(LeaderGroup, current, key=["slug"])
    keys = dict(LeaderGroup.objects.values_list("slug", "pk"))
    for row in former:
        row["successor_id"] = keys.get(row["successor_id"])
    loader.load(LeaderGroup, former, key=["slug"])
    existing = set(Municipality.objects.values_list("code", flat=True))
    rows = [
        {"group_id": keys[slug], **{name: value for name, value in row.items() if name != "slug"}}
        for row in areas
        if (slug := row["slug"]) in keys and row["municipality_id"] in existing
    ]
    loader.load(AreaMembership, rows, key=["group_id", "municipality_id"])


def read_profiles(path: Path) -> list[Profile]:
    """Read group_profiles.json into its list of groups."""
    content = read_json(path)
    with expected_structure(path):
        groups = content["groups"]
        slugs = [item["slug"] for item in groups]
        if len(slugs) != len(set(slugs)):
            raise TypeError("a group is there twice")
    return groups


def read_texts(path: Path) -> Translations:
    """Read profile_texts.json: Finnish text → {"sv": …, "en": …}, either of which may be missing."""
    texts = read_json(path)
    with expected_structure(path):
        if not all(isinstance(text, str) for translations in texts.values() for text in translations.values()):
            raise TypeError("a translation is not a text")
    return texts


def read_groups(
    path: Path, region_codes: set[str], profiles: Mapping[str, Profile], texts: Translations
) -> list[TableRow]:
    """Read leader_groups.csv into rows of LeaderGroup, with the summary and sizes of the profile (by slug).

    Raises SourceError naming file and line.
    """
    columns = "slug name legal_name name_sv legal_name_sv region_code website founded_year languages confidence source"
    rows = []
    for row in read_csv(path, columns.split(), key=["slug"]):
        profile = profiles.get(row["slug"])
        if profile is None:
            raise row.error(f"{row['slug']} has no profile in group_profiles.json")
        summary = profile["summary_fi"] or ""
        rows.append(
            {
                "slug": row.required("slug"),
                "name_fi": row.required("name"),
                "name_sv": row["name_sv"] or row["name"],
                "name_en": row["name"],
                "legal_name_fi": row["legal_name"],
                "legal_name_sv": row["legal_name_sv"] or row["legal_name"],
                "legal_name_en": row["legal_name"],
                "summary_fi": summary,
                "summary_sv": profile["summary_sv"] or texts.get(summary, {}).get("sv", ""),
                "summary_en": profile["summary_en"] or "",
                "website": row["website"],
                "languages": row.required("languages"),
                "home_region_id": row.choice("region_code", region_codes),
                "founded_year": row.whole_number("founded_year"),
                "residents": profile["residents"],
                "residents_year": profile["residents_year"],
                "residents_source": profile["residents_source"] or "",
                "member_count": profile["member_count"],
                "member_count_year": profile["member_count_year"],
                "member_count_source": profile["member_count_source"] or "",
                "confidence": row.choice("confidence", set(Confidence.values)),
                "source": row.required("source"),
                "valid_to": None,
                "successor_id": None,
            }
        )
    return rows


def read_former_groups(path: Path, current_slugs: set[str]) -> list[TableRow]:
    """Read former_groups.csv into rows of LeaderGroup, "successor_id" still being the slug."""
    unknown = dict.fromkeys(
        "home_region_id founded_year residents residents_year member_count member_count_year".split()
    )
    empty = dict.fromkeys("website residents_source member_count_source".split(), "")
    empty |= {f"{name}_{language}": "" for name in ("legal_name", "summary") for language in LANGUAGES}
    rows = []
    for row in read_csv(path, ["slug", "name", "successor_slug", "last_day", "source"], key=["slug"]):
        if row["slug"] in current_slugs:
            raise row.error(f"{row['slug']} is a working group too")
        rows.append(
            {
                "slug": row.required("slug"),
                **unknown,
                **empty,
                "languages": "fi",
                **{f"name_{language}": row.required("name") for language in LANGUAGES},
                "successor_id": row.choice("successor_slug", current_slugs),
                "valid_to": row.required("last_day") and row.day("last_day"),
                "confidence": Confidence.HIGH,
                "source": row.required("source"),
            }
        )
    return rows


def read_areas(path: Path, parts_path: Path, group_slugs: set[str], municipality_codes: set[str]) -> list[TableRow]:
    """Read group_municipalities.csv and area_parts.csv into rows of AreaMembership, each with its group's "slug"."""
    parts = _read_parts(parts_path)
    columns = ["group_slug", "municipality_code", "coverage", "confidence", "source"]
    rows = []
    for row in read_csv(path, columns, key=["group_slug", "municipality_code"]):
        slug, code = row.choice("group_slug", group_slugs), row.code("municipality_code", 3)
        if code not in municipality_codes:
            raise row.error(f"municipality_code {code} is not known")
        part = parts.pop((slug, code), None)
        coverage = row.choice("coverage", set(AreaMembership.Coverage.values))
        rows.append(
            {
                "slug": slug,
                "municipality_id": code,
                # A row that says which part makes the membership a partial one.
                "coverage": AreaMembership.Coverage.PART if part else coverage,
                **{f"part_{language}": part[f"part_{language}"] if part else "" for language in LANGUAGES},
                "former_municipality_id": _former_municipality(part, municipality_codes) if part else None,
                "postal_codes": part["postal_codes"] if part else "",
                "confidence": row.choice("confidence", set(Confidence.values)),
                "source": row.required("source"),
                # An area that staff has ended is history; the source only has today's.
                "valid_to": None,
            }
        )
    for part in parts.values():
        raise part.error(f"{part['group_slug']} has no municipality {part['municipality_code']}")
    return rows


def _former_municipality(part: SeedRow, municipality_codes: set[str]) -> str | None:
    return part.choice("former_municipality_code", {"", *municipality_codes}) or None


def _read_parts(path: Path) -> dict[tuple[str, str], SeedRow]:
    columns = (
        "group_slug municipality_code part_fi part_sv part_en former_municipality_code postal_codes source".split()
    )
    rows = read_csv(path, columns, key=["group_slug", "municipality_code"])
    return {(row["group_slug"], row["municipality_code"]): row for row in rows}
