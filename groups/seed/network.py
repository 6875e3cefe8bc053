"""The network's own texts: network_content.json, duty_texts.json, search_keywords.json and the information pages."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from groups.models import (
    Duty,
    DutyService,
    InformationPage,
    NetworkActivity,
    ProgrammingPeriod,
    Service,
    Statement,
    Strength,
    Wish,
)
from places.seed import make_slug
from seeding.errors import SourceError
from seeding.files import expected_structure, read_json, read_text
from seeding.loader import Loader

from .directory import LANGUAGES, TableRow

Item = dict[str, Any]  # of network_content.json: "code", and texts by language
PAGES_VERSION = date(2026, 11, 24)  # of the shipped information pages; consents refer to it
# Strategies are of the last two; projects also of the earlier ones.
PERIODS = {
    "2000-2006": (2000, 2006),
    "2007-2013": (2007, 2013),
    "2014-2020": (2014, 2020),
    "2023-2027": (2023, 2027),
}


def load_network(loader: Loader, folder: Path) -> None:
    """Load periods, statements, strengths, services, duties, activities, wishes and pages."""
    file, duty_file = folder / "network_content.json", folder / "duty_texts.json"
    keyword_file = folder / "search_keywords.json"
    content, duty_texts, keywords = read_json(file), read_json(duty_file), read_json(keyword_file)
    pages = read_pages(folder / "pages")
    with expected_structure(file):
        statements = [{"code": code, **_translated("text", content[code])} for code in ("tagline", "vision", "mission")]
        strengths, services = _named(content["strengths"]), _named(content["services"], with_slug=True)
        duties = _named(content["duties"], with_slug=True)
        wishes = _wishes(content["wishes"])
    with expected_structure(duty_file):
        duties = [{**row, **_translated("text", duty_texts[row["code"]])} for row in duties]
    with expected_structure(keyword_file):
        services = [{**row, **_translated("keywords", keywords["services"][row["code"]])} for row in services]
        duties = [{**row, **_translated("keywords", keywords["duties"][row["code"]])} for row in duties]
    periods = [{"code": code, "starts": date(a, 1, 1), "ends": date(b, 12, 31)} for code, (a, b) in PERIODS.items()]
    loader.load(ProgrammingPeriod, periods, key=["code"])
    loader.load(Statement, statements, key=["code"])
    loader.load(Strength, strengths, key=["code"])
    loader.load(Service, services, key=["code"], set_once=["slug"])
    loader.load(Duty, duties, key=["code"], set_once=["slug"])
    loader.load(Wish, wishes, key=["code"])
    loader.load(InformationPage, pages, key=["code"])
    with expected_structure(file):
        activities, links = _activities(content), _duty_services(content)
    loader.load(NetworkActivity, activities, key=["code"])
    loader.load(DutyService, links, key=["duty_id", "service_id"])


def _activities(content: Mapping[str, Any]) -> list[TableRow]:
    """Return the rows of the example activities, without those of services that staff has deleted."""
    services = _keys(Service, content["services"])
    return [
        {"code": item["code"], "service_id": key, **_translated("text", item["text"]), "order": place}
        for place, item in enumerate(content["example_activities"])
        if (key := services[item["service"]])
    ]


def _duty_services(content: Mapping[str, Any]) -> list[TableRow]:
    """Return the rows of which service helps with which duty, without what staff has deleted."""
    services, duties = _keys(Service, content["services"]), _keys(Duty, content["duties"])
    return [
        {"duty_id": duty_key, "service_id": service_key, "order": place}
        for duty in content["duties"]
        for place, code in enumerate(duty["services"])
        if (duty_key := duties[duty["code"]]) and (service_key := services[code])
    ]


def _keys(model: type[Service | Duty], items: list[Item]) -> dict[str, int | None]:
    """Return {code of each item: primary key of its row, None when staff has deleted it}."""
    keys = dict(model.objects.values_list("code", "pk"))
    return {item["code"]: keys.get(item["code"]) for item in items}


def read_pages(folder: Path) -> list[TableRow]:
    """Read <code>.<language>.md into rows of InformationPage: "# Title" first, the text after it."""
    rows = []
    for code in InformationPage.Code.values:
        row: TableRow = {"code": code, "version": PAGES_VERSION}
        for language in LANGUAGES:
            file = folder / f"{code}.{language}.md"
            title, _newline, body = read_text(file).partition("\n")
            if not title.startswith("# ") or not body.strip():
                raise SourceError("must begin with '# ' and a title, and go on with text", file.name, 1)
            row[f"title_{language}"], row[f"body_{language}"] = title.removeprefix("# ").strip(), body.strip()
        rows.append(row)
    return rows


def _named(items: list[Item], with_slug: bool = False) -> list[TableRow]:
    return [
        {
            "code": item["code"],
            **({"slug": make_slug(item["name"]["fi"])} if with_slug else {}),
            **_translated("name", item["name"]),
            **(_translated("text", item["text"]) if "text" in item else {}),
            "order": place,
        }
        for place, item in enumerate(items)
    ]


def _wishes(items: list[Item]) -> list[TableRow]:
    audience = [
        {"to_regions": "region" in item["to"], "to_municipalities": "municipality" in item["to"]} for item in items
    ]
    return [{**row, **flags} for row, flags in zip(_named(items), audience, strict=True)]


def _translated(field: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return {"text_fi": …, "text_sv": …, "text_en": …} from {"fi": …, "sv": …, "en": …}."""
    if not all(texts[language].strip() for language in LANGUAGES):
        raise TypeError(f"an empty {field} in {texts}")
    return {f"{field}_{language}": texts[language] for language in LANGUAGES}
