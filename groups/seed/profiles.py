"""What each group does: strategy, offers, examples, board and office of group_profiles.json."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from groups.models import (
    BoardComposition,
    ExampleActivity,
    LeaderGroup,
    LocalDevelopmentStrategy,
    Office,
    ProgrammingPeriod,
    Service,
    ServiceOffer,
)
from groups.models.office import swedish_town_names
from places.models import Municipality
from seeding.files import expected_structure, read_csv
from seeding.loader import Loader, loaded_keys

from .directory import LANGUAGES, Profile, TableRow, read_profiles, read_texts
from .network import PERIODS

CENT = Decimal("0.01")
CURRENT_PERIOD = "2023-2027"


def load_profiles(loader: Loader, folder: Path) -> None:
    """Load strategies, offers, examples, boards and offices. The loader must have loaded the groups."""
    file = folder / "group_profiles.json"
    profiles = read_profiles(file)
    reader = _Profiles(folder)
    with expected_structure(file):
        strategies, offers, examples, boards, offices = (
            [row for profile in profiles for row in rows(profile)]
            for rows in (reader.strategies, reader.offers, reader.examples, reader.board, reader.office)
        )
    loader.load(LocalDevelopmentStrategy, strategies, key=["group_id", "period_id"])
    loader.load(ServiceOffer, offers, key=["group_id", "service_id"])
    loader.load(ExampleActivity, examples, key=["group_id", "title"])
    loader.load(BoardComposition, boards, key=["group_id"])
    loader.load(Office, offices, key=["group_id"])


class _Profiles:
    """Turns one profile after the other into rows; holds the keys of groups and services and the translations.

    What staff has deleted (a group, a service, a municipality) is left out; an unknown code is an error.
    """

    def __init__(self, folder: Path) -> None:
        undecided = read_csv(folder / "undecided_examples.csv", ["group_slug", "title"])
        self.undecided = {(row["group_slug"], row["title"]) for row in undecided}
        self.texts = read_texts(folder / "profile_texts.json")
        self.swedish_town_names = swedish_town_names()
        self.groups = dict(LeaderGroup.objects.values_list("slug", "pk"))
        services = dict(Service.objects.values_list("code", "pk"))
        self.services = dict.fromkeys(loaded_keys(Service)) | services
        self.periods = set(ProgrammingPeriod.objects.values_list("code", flat=True))
        self.municipalities = set(Municipality.objects.values_list("code", flat=True))
        self.all_municipalities = self.municipalities | loaded_keys(Municipality)
        columns = ["slug", "budget_2023_2027_eur", "languages", "town", "source"]
        self.directory = {row["slug"]: row for row in read_csv(folder / "leader_groups.csv", columns)}
        titles = read_csv(folder / "title_languages.csv", ["group_slug", "title", "language"])
        self.title_languages = {(row["group_slug"], row["title"]): row.choice("language", LANGUAGES) for row in titles}

    def strategies(self, profile: Profile) -> Iterator[TableRow]:
        """Rows of the strategy in the profile, and of the funding in the directory."""
        strategy, row = profile["strategy"] or {}, self.directory[profile["slug"]]
        period = strategy.get("period")
        if period not in {None, *PERIODS}:
            raise TypeError(f"{period} is not a period")
        rows: dict[str | None, TableRow] = {}
        if strategy.get("title") or strategy.get("priorities_fi"):
            rows[period] = self._strategy(profile, strategy)
        if budget_eur := row.whole_number("budget_2023_2027_eur"):
            empty = self._strategy(profile, {})
            rows[CURRENT_PERIOD] = rows.get(CURRENT_PERIOD, empty) | {
                "public_funding_eur": Decimal(budget_eur).quantize(CENT),
                "public_funding_source": row["source"],
            }
        for code, values in rows.items():
            if code is None or code in self.periods:
                yield from self._of_group(profile, {"period_id": code, **values})

    def _strategy(self, profile: Profile, strategy: Profile) -> TableRow:
        title_language = "sv" if self.directory[profile["slug"]]["languages"] == "sv" else "fi"
        priorities = [self._translated("text", text) for text in strategy.get("priorities_fi") or []]
        return {
            **{f"title_{language}": "" for language in LANGUAGES},
            f"title_{title_language}": strategy.get("title") or "",
            **{
                f"priorities_{language}": "\n".join(texts[f"text_{language}"] for texts in priorities)
                if all(texts[f"text_{language}"] for texts in priorities)
                else ""
                for language in LANGUAGES
            },
            "public_funding_eur": None,
            "public_funding_source": "",
            "source": strategy.get("source") or "",
        }

    def offers(self, profile: Profile) -> Iterator[TableRow]:
        """Rows of what the group offers, one per service."""
        for item in profile["services"]:
            if self.services[item["code"]] is None:
                continue
            yield from self._of_group(
                profile,
                {
                    "service_id": self.services[item["code"]],
                    **self._translated("text", item["note_fi"]),
                    "confidence": item["confidence"],
                    "source": item["source"] or "",
                    "source_year": item["year"],
                },
            )

    def examples(self, profile: Profile) -> Iterator[TableRow]:
        """Rows of what the group has done."""
        for item in profile["examples"]:
            code = item["municipality_code"]
            if code and code not in self.all_municipalities:
                raise TypeError(f"{code} is not a municipality")
            yield from self._of_group(
                profile,
                {
                    "title": item["title"],
                    "title_language": self.title_languages.get((profile["slug"], item["title"]), "fi"),
                    **self._translated("text", item["what_fi"]),
                    "services": [key for key in [self.services[item["service"]]] if key],
                    "municipalities": [code] if code in self.municipalities else [],
                    "year": item["year"],
                    "is_decided": (profile["slug"], item["title"]) not in self.undecided,
                    "confidence": item["confidence"],
                    "source": item["source"] or "",
                    "source_year": item["year"],
                },
            )

    def board(self, profile: Profile) -> Iterator[TableRow]:
        """A row of the board when any of its seats are stated."""
        board = profile["board"] or {}
        seats = {name: board.get(name) for name in ("size", "municipal", "associations_and_companies", "residents")}
        if any(seats.values()):
            source = {"source": board.get("source") or "", "source_year": board.get("year")}
            yield from self._of_group(profile, {**seats, **source})

    def office(self, profile: Profile) -> Iterator[TableRow]:
        """A row of the office, or of the town in the directory."""
        office = profile["office"] or {}
        parts = {name: office.get(name) or "" for name in ("street", "postal_code", "town", "email", "phone")}
        source, year = office.get("source") or "", office.get("year")
        if not any(parts.values()):
            row = self.directory[profile["slug"]]
            parts["town"], source = row["town"], row["source"]
        if any(parts.values()):
            town = parts.pop("town")
            parts |= {"town_fi": town, "town_sv": self.swedish_town_names.get(town, town), "town_en": town}
            yield from self._of_group(profile, {**parts, "source": source, "source_year": year})

    def _of_group(self, profile: Profile, row: TableRow) -> Iterator[TableRow]:
        """Yield the row with its group, nothing for a group that staff has deleted."""
        if profile["slug"] in self.groups:
            yield {"group_id": self.groups[profile["slug"]], **row}

    def _translated(self, field: str, finnish: str) -> dict[str, str]:
        """Return {"text_fi": …, "text_sv": …, "text_en": …}: a translation that is missing is ""."""
        texts = self.texts.get(finnish, {})
        return {f"{field}_fi": finnish, f"{field}_sv": texts.get("sv", ""), f"{field}_en": texts.get("en", "")}
