"""What each group does: strategy, offers, examples, board and office of group_profiles.json."""

from decimal import Decimal

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
from places.errors import SourceError
from places.loading import load_rows
from places.models import Municipality
from places.reading import read_csv, read_json

from .directory import CENT, read_profiles

CURRENT_PERIOD = "2023-2027"


def load_profiles(folder, force):
    """Load strategies, offers, examples, boards and offices of the groups that are in the table; return Reports."""
    file = folder / "group_profiles.json"
    profiles = read_profiles(file)
    reader = _Profiles(folder)
    try:
        loads = [
            (LocalDevelopmentStrategy, reader.strategies, ["group_id", "period_id"]),
            (ServiceOffer, reader.offers, ["group_id", "service_id"]),
            (ExampleActivity, reader.examples, ["group_id", "title"]),
            (BoardComposition, reader.board, ["group_id"]),
            (Office, reader.office, ["group_id"]),
        ]
        return [
            load_rows(model, [row for profile in profiles for row in rows(profile)], key=key, force=force)
            for model, rows, key in loads
        ]
    except (KeyError, TypeError) as error:
        raise SourceError(f"not in the agreed form: {error!r}", file.name) from error


class _Profiles:
    """One profile after the other into rows; knows the keys of groups and services and the translations."""

    def __init__(self, folder):
        self.texts = read_json(folder / "profile_texts.json")
        self.groups = dict(LeaderGroup.objects.values_list("slug", "pk"))
        self.services = dict(Service.objects.values_list("code", "pk"))
        self.periods = set(ProgrammingPeriod.objects.values_list("code", flat=True))
        self.municipalities = set(Municipality.objects.current().values_list("code", flat=True))
        directory = read_csv(folder / "leader_groups.csv", ["slug", "budget_2023_2027_eur", "languages", "source"])
        self.directory = {row["slug"]: row for row in directory}
        titles = read_csv(folder / "title_languages.csv", ["group_slug", "title", "language"])
        self.title_languages = {(row["group_slug"], row["title"]): row["language"] for row in titles}

    def strategies(self, profile):
        """Rows of the strategy the profile tells, and of the funding the directory tells."""
        strategy, row = profile["strategy"] or {}, self.directory[profile["slug"]]
        period = strategy.get("period") if strategy.get("period") in self.periods else None
        rows = {}
        if strategy.get("title") or strategy.get("priorities_fi"):
            rows[period] = self._strategy(profile, strategy)
        if row["budget_2023_2027_eur"]:
            empty = self._strategy(profile, {})
            rows[CURRENT_PERIOD] = rows.get(CURRENT_PERIOD, empty) | {
                "public_funding_eur": Decimal(row.whole_number("budget_2023_2027_eur")).quantize(CENT),
                "public_funding_source": row["source"],
            }
        for period_code, values in rows.items():
            yield from self._of_group(profile, {"period_id": period_code, **values})

    def _strategy(self, profile, strategy):
        own = "sv" if self.directory[profile["slug"]]["languages"] == "sv" else "fi"
        priorities = [self._in_each("text", text) for text in strategy.get("priorities_fi") or []]
        return {
            **{f"title_{language}": "" for language in ("fi", "sv", "en")},
            f"title_{own}": strategy.get("title") or "",
            **{
                f"priorities_{language}": "\n".join(texts[f"text_{language}"] for texts in priorities)
                if all(texts[f"text_{language}"] for texts in priorities)
                else ""
                for language in ("fi", "sv", "en")
            },
            "public_funding_eur": None,
            "public_funding_source": "",
            "source": strategy.get("source") or "",
        }

    def offers(self, profile):
        """Rows of what the group offers, one per service."""
        for item in profile["services"]:
            if item["code"] not in self.services:
                raise KeyError(item["code"])
            yield from self._of_group(
                profile,
                {
                    "service_id": self.services[item["code"]],
                    **self._in_each("text", item["note_fi"]),
                    "confidence": item["confidence"],
                    "source": item["source"] or "",
                    "source_year": item["year"],
                },
            )

    def examples(self, profile):
        """Rows of what the group has done."""
        for item in profile["examples"]:
            code = item["municipality_code"]
            if code and code not in self.municipalities:
                raise KeyError(code)
            yield from self._of_group(
                profile,
                {
                    "title": item["title"],
                    "title_language": self.title_languages.get((profile["slug"], item["title"]), "fi"),
                    **self._in_each("text", item["what_fi"]),
                    "services": [self.services[item["service"]]],
                    "municipalities": [code] if code else [],
                    "year": item["year"],
                    "confidence": item["confidence"],
                    "source": item["source"] or "",
                    "source_year": item["year"],
                },
            )

    def board(self, profile):
        """A row of the board when its size is told."""
        board = profile["board"] or {}
        seats = {name: board.get(name) for name in ("size", "municipal", "associations_and_companies", "residents")}
        if any(seats.values()):
            source = {"source": board.get("source") or "", "source_year": board.get("year")}
            yield from self._of_group(profile, {**seats, **source})

    def office(self, profile):
        """A row of the office, or of the town that the directory tells."""
        office = profile["office"] or {}
        parts = {name: office.get(name) or "" for name in ("street", "postal_code", "town", "email", "phone")}
        source, year = office.get("source") or "", office.get("year")
        if not any(parts.values()):
            row = self.directory[profile["slug"]]
            parts["town"], source = row.get("town", ""), row["source"]
        if any(parts.values()):
            yield from self._of_group(profile, {**parts, "source": source, "source_year": year})

    def _of_group(self, profile, row):
        """Yield the row with its group, nothing for a group that staff has deleted."""
        if profile["slug"] in self.groups:
            yield {"group_id": self.groups[profile["slug"]], **row}

    def _in_each(self, field, finnish):
        """Return {"text_fi": …, "text_sv": …, "text_en": …}: a translation that is missing is ""."""
        texts = self.texts.get(finnish, {})
        return {f"{field}_fi": finnish, f"{field}_sv": texts.get("sv", ""), f"{field}_en": texts.get("en", "")}
