"""The network's own words: network_content.json, duty_texts.json and the information pages."""

from datetime import date

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
from places.errors import SourceError
from places.importing import address_word
from places.loading import load_rows
from places.reading import read_json, read_text

LANGUAGES = ["fi", "sv", "en"]
PAGES_VERSION = date(2026, 11, 24)  # of the shipped information pages; consents refer to it
PERIODS = [("2014-2020", 2014, 2020), ("2023-2027", 2023, 2027)]


def load_network(folder, force):
    """Load periods, statements, strengths, services, duties, activities, wishes and pages; return their Reports."""
    file = folder / "network_content.json"
    content = read_json(file)
    try:
        return _load(folder, content, read_json(folder / "duty_texts.json"), force)
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"not in the agreed form: {error!r}", file.name) from error


def _load(folder, content, duty_texts, force):
    def load(model, rows, **options):
        return load_rows(model, rows, key=["code"], force=force, **options)

    periods = [{"code": code, "starts": date(a, 1, 1), "ends": date(b, 12, 31)} for code, a, b in PERIODS]
    statements = [{"code": code, **_in_each("text", content[code])} for code in ("tagline", "vision", "mission")]
    duties = [{**item, "text": duty_texts[item["code"]]} for item in content["duties"]]
    reports = [
        load(ProgrammingPeriod, periods),
        load(Statement, statements),
        load(Strength, _named(content["strengths"])),
        load(Service, _named(content["services"], addressed=True), once=["slug"]),
        load(Duty, _named(duties, addressed=True), once=["slug"]),
        load(Wish, _wishes(content["wishes"])),
        load(InformationPage, read_pages(folder / "pages")),
    ]
    services = dict(Service.objects.values_list("code", "pk"))
    activities = [
        {
            "code": item["code"],
            "service_id": services[item["service"]],
            **_in_each("text", item["text"]),
            "order": place,
        }
        for place, item in enumerate(content["example_activities"])
        if item["service"] in services
    ]
    duty_keys = dict(Duty.objects.values_list("code", "pk"))
    links = [
        {"duty_id": duty_keys[duty["code"]], "service_id": services[code], "order": place}
        for duty in content["duties"]
        for place, code in enumerate(duty["services"])
        if duty["code"] in duty_keys and code in services
    ]
    reports.append(load(NetworkActivity, activities))
    reports.append(load_rows(DutyService, links, key=["duty_id", "service_id"], force=force))
    return reports


def read_pages(folder):
    """Read <code>.<language>.md into dicts for InformationPage: "# Title" first, the text after it."""
    rows = []
    for code in InformationPage.Code.values:
        row = {"code": code, "version": PAGES_VERSION}
        for language in LANGUAGES:
            file = folder / f"{code}.{language}.md"
            title, _newline, body = read_text(file).partition("\n")
            if not title.startswith("# ") or not body.strip():
                raise SourceError("must begin with '# ' and a title, and go on with text", file.name, 1)
            row[f"title_{language}"], row[f"body_{language}"] = title.removeprefix("# ").strip(), body.strip()
        rows.append(row)
    return rows


def _named(items, addressed=False):
    return [
        {
            "code": item["code"],
            **({"slug": address_word(item["name"]["fi"])} if addressed else {}),
            **_in_each("name", item["name"]),
            **_in_each("text", item["text"]),
            "order": place,
        }
        for place, item in enumerate(items)
    ]


def _wishes(items):
    audience = [
        {"to_regions": "region" in item["to"], "to_municipalities": "municipality" in item["to"]} for item in items
    ]
    return [{**row, **flags} for row, flags in zip(_named(items), audience, strict=True)]


def _in_each(field, texts):
    """Return {"text_fi": …, "text_sv": …, "text_en": …} from {"fi": …, "sv": …, "en": …}."""
    return {f"{field}_{language}": texts[language] for language in LANGUAGES}
