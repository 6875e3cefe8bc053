"""Which groups there are and were, and their areas: leader_groups.csv, former_groups.csv, group_municipalities.csv."""

from decimal import Decimal

from groups.models import AreaMembership, LeaderGroup
from groups.models.sourced import Confidence
from places.errors import SourceError
from places.loading import load_rows
from places.models import Municipality, Region
from places.reading import read_csv, read_json

CENT = Decimal("0.01")


def load_directory(folder, force):
    """Load the groups with their summaries, and their areas; return two Reports."""
    profiles = {item["slug"]: item for item in read_profiles(folder / "group_profiles.json")}
    texts = read_json(folder / "profile_texts.json")
    regions = set(Region.objects.values_list("code", flat=True))
    current = read_groups(folder / "leader_groups.csv", regions, profiles, texts)
    former = read_former_groups(folder / "former_groups.csv", {row["slug"] for row in current})
    successors = {row["slug"]: row.pop("successor") for row in former}
    empty = dict.fromkeys(current[0]) | {"summary_fi": "", "summary_sv": "", "summary_en": "", "website": ""}
    empty |= {"legal_name": "", "languages": "fi", "residents_source": "", "member_count_source": ""}
    groups = load_rows(LeaderGroup, [*current, *(empty | row for row in former)], key=["slug"], force=force)
    keys = dict(LeaderGroup.objects.values_list("slug", "pk"))
    for slug, successor in successors.items():
        LeaderGroup.objects.filter(slug=slug, successor=None).update(successor=keys.get(successor))
    codes = set(Municipality.objects.values_list("code", flat=True))
    areas = read_areas(
        folder / "group_municipalities.csv", folder / "area_parts.csv", {*successors.values(), *keys}, codes
    )
    rows = [{"group_id": keys[row.pop("slug")], **row} for row in areas if row["slug"] in keys]
    return [groups, load_rows(AreaMembership, rows, key=["group_id", "municipality_id"], force=force)]


def read_profiles(path):
    """Read group_profiles.json into its list of groups."""
    content = read_json(path)
    try:
        groups = content["groups"]
        if not all(isinstance(item["slug"], str) for item in groups):
            raise TypeError("slug")
    except (KeyError, TypeError) as error:
        raise SourceError(f"not in the agreed form: {error!r}", path.name) from error
    return groups


def read_groups(path, region_codes, profiles, texts):
    """Read leader_groups.csv into dicts for LeaderGroup, with the summary and sizes of the profile.

    region_codes: set; profiles: slug → profile; texts: Finnish text → {"sv": …, "en": …}. Raises SourceError naming
    file and line.
    """
    columns = "slug name legal_name name_sv region_code website founded_year languages confidence source".split()
    rows = []
    for row in read_csv(path, columns, key=["slug"]):
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
                "legal_name": row["legal_name"],
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
            }
        )
    return rows


def read_former_groups(path, current_slugs):
    """Read former_groups.csv into dicts for LeaderGroup, each with the slug of its "successor"."""
    rows = []
    for row in read_csv(path, ["slug", "name", "successor_slug", "last_day", "source"], key=["slug"]):
        if row["slug"] in current_slugs:
            raise row.error(f"{row['slug']} is a working group too")
        rows.append(
            {
                "slug": row.required("slug"),
                **{f"name_{language}": row.required("name") for language in ("fi", "sv", "en")},
                "successor": row.choice("successor_slug", current_slugs),
                "valid_to": row.day("last_day"),
                "confidence": Confidence.HIGH,
                "source": row.required("source"),
            }
        )
    return rows


def read_areas(path, parts_path, group_slugs, municipality_codes):
    """Read group_municipalities.csv and area_parts.csv into dicts for AreaMembership, each with its group's "slug"."""
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
                **{f"part_{language}": part[f"part_{language}"] if part else "" for language in ("fi", "sv", "en")},
                "former_municipality_id": (part["former_municipality_code"] or None) if part else None,
                "postal_codes": part["postal_codes"] if part else "",
                "confidence": row.choice("confidence", set(Confidence.values)),
                "source": row.required("source"),
            }
        )
    for part in parts.values():
        raise part.error(f"{part['group_slug']} has no municipality {part['municipality_code']}")
    return rows


def _read_parts(path):
    columns = (
        "group_slug municipality_code part_fi part_sv part_en former_municipality_code postal_codes source".split()
    )
    rows = read_csv(path, columns, key=["group_slug", "municipality_code"])
    return {(row["group_slug"], row["municipality_code"]): row for row in rows}
