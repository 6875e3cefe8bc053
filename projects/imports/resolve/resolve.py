"""What one row states, in the terms of the database: names looked up, lengths and signs checked."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.imports.parsing.amounts import MAX_EUR
from projects.imports.parsing.parsed_row import ParsedRow
from projects.imports.parsing.text import storable
from projects.models import Funding, FundingStage, Project, ProjectPlace

from .lookups import Lookups

_CENT = Decimal("0.01")

# Codes and words that the row and the project name alike.
_AS_THEY_ARE = ["kind", "applicant", "applicant_kind", "decision", "keywords", "measure", "source_state", "source_url"]
_DAYS = ["starts", "ends"]
# What a row has when its file does not say.
_NOT_STATED = {"applicant_kind": Project.ApplicantKind.UNKNOWN, "decision": Project.Decision.UNKNOWN}
# Longer ones are cut: nothing is known by them. A title or an applicant that long is a text in the wrong column.
_MAY_BE_CUT = {"keywords", "measure", "source_state"}
_MAX_LENGTHS = {
    name: Project._meta.get_field(name).max_length or 0
    for name in ["title_fi", "title_sv", "title_en", "applicant", "number", "source_key", "source_url", *_MAY_BE_CUT]
}
_MAX_NAME_IN_SOURCE = ProjectPlace._meta.get_field("name_in_source").max_length
_MAX_SUMMARY = 50_000  # characters; the longest in the registers have 2,500
_UNKNOWN = {
    "theme": gettext_lazy("Unknown theme: %(name)s."),
    "programme": gettext_lazy("Unknown programme: %(name)s."),
    "period": gettext_lazy("Unknown programming period: %(name)s."),
}

# (stage, financial year or None): {column of Funding: value}
Money = dict[tuple[str, int | None], dict[str, Decimal | bool]]


@dataclass(slots=True)
class ResolvedRow:
    """Only what the row states: what is not here is not known from it, and changes nothing.

    columns: {field of Project: value}, foreign keys by pk under the name of the field. places: {municipality's code:
    name in the source}. partners: pks of groups. source: pk of the row's own ProjectSource, None for that of the file.
    problems: why it cannot be loaded.
    """

    columns: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    partners: list[int] = field(default_factory=list)
    money: Money = field(default_factory=dict)
    source: int | None = None
    warnings: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def resolve_row(row: ParsedRow, lookups: Lookups, is_own_export: bool) -> ResolvedRow:
    """Return what a row states. is_own_export: the file is this product's own, whose codes must be known."""
    return _Resolver(row, lookups, is_own_export).resolve()


class _Resolver:
    """One row on its way from names to keys."""

    def __init__(self, row: ParsedRow, lookups: Lookups, is_own_export: bool) -> None:
        self.row, self.lookups = row, lookups
        self.resolved = ResolvedRow(warnings=list(row.warnings), problems=list(row.problems))
        # A name that is not known: in the portal's own export it is an error, elsewhere a name like any other.
        self.about_unknown_names = self.resolved.problems if is_own_export else self.resolved.warnings
        self.is_own_export = is_own_export

    def resolve(self) -> ResolvedRow:
        self._set_texts()
        self._set_kind()
        self._set_days()
        self._set_places()
        self._set_applicant_place()
        self._set_groups()
        self._set_classification()
        self._set_money()
        self._set_source()
        return self.resolved

    def _set_texts(self) -> None:
        row, columns = self.row, self.resolved.columns
        for language, _name in settings.LANGUAGES:
            if title := row.titles.get(language):
                columns[f"title_{language}"] = title
            if summary := row.summaries.get(language):
                columns[f"summary_{language}"] = summary[:_MAX_SUMMARY]
        for name in _AS_THEY_ARE:
            value = getattr(row, name)
            if value and value != _NOT_STATED.get(name):
                columns[name] = value
        self._check_address()
        self._check_lengths()
        if row.source_date:
            columns["source_date"] = row.source_date
        text = "".join([*(value for value in columns.values() if isinstance(value, str)), row.number, row.source_key])
        if storable(text) != text:
            self.resolved.problems.append(_("The row holds signs that are no text. Save the file again as UTF-8."))

    def _check_address(self) -> None:
        address = self.row.source_url
        if address and (len(address) > _MAX_LENGTHS["source_url"] or not address.startswith(("https://", "http://"))):
            del self.resolved.columns["source_url"]
            self.resolved.warnings.append(_("Not a web address: %(text)s.") % {"text": address[:100]})

    def _check_lengths(self) -> None:
        columns = self.resolved.columns
        for name, limit in _MAX_LENGTHS.items():
            text = str(columns.get(name, "")) or getattr(self.row, name, "")
            if len(text) <= limit:
                continue
            values = {"limit": limit, "field": Project._meta.get_field(name).verbose_name}
            if name in _MAY_BE_CUT:
                columns[name] = f"{text[: limit - 1]}…"
                self.resolved.warnings.append(_("Cut to %(limit)d characters: %(field)s.") % values)
            elif name in columns or name in ("number", "source_key"):
                self.resolved.problems.append(_("Longer than %(limit)d characters: %(field)s.") % values)

    def _set_kind(self) -> None:
        if self.row.kind == Project.Kind.PROJECT and not self.is_own_export:
            del self.resolved.columns["kind"]  # only not said otherwise; a theme project stays one

    def _set_days(self) -> None:
        row = self.row
        for name in _DAYS:
            if day := getattr(row, name):
                self.resolved.columns[name] = day
                self.resolved.columns[f"{name}_precision"] = getattr(row, f"{name}_precision")
        if row.starts and row.ends and row.ends < row.starts and not row.problems:
            self.resolved.problems.append(_("The project ends before it starts."))

    def _set_places(self) -> None:
        places, regions = self.resolved.places, []
        for name in self.row.place_names:
            place = self.lookups.place(name)
            if place is None:
                self._note_unknown_place(name)
            elif place.region:
                regions.append(place.region)
            else:
                names = filter(None, [places.get(place.municipality), place.name_in_source])
                places[place.municipality] = ", ".join(dict.fromkeys(names))[:_MAX_NAME_IN_SOURCE]
        if self.row.region_name:
            regions += self._region(self.row.region_name)
        if len(set(regions)) > 1:
            self.resolved.warnings.append(_("Several regions are named; the first is kept."))
        if regions and not places:
            self.resolved.columns["region"] = regions[0]

    def _region(self, name: str) -> list[str]:
        """Return the code of a region in a list, or an empty one with a note."""
        code = self.lookups.region(name)
        if code:
            return [code]
        if name.isdigit():
            self.resolved.problems.append(_("Unknown code of a region: %(name)s.") % {"name": name})
        else:
            self.resolved.warnings.append(_("Unknown region: %(name)s.") % {"name": name})
        return []

    def _set_applicant_place(self) -> None:
        if not self.row.applicant_place:
            return
        place = self.lookups.place(self.row.applicant_place)
        if place is None:
            self._note_unknown_place(self.row.applicant_place)
        elif place.municipality:
            self.resolved.columns["applicant_municipality"] = place.municipality

    def _note_unknown_place(self, name: str) -> None:
        if name.isdigit():
            self.resolved.problems.append(_("Unknown code of a municipality: %(name)s.") % {"name": name})
        else:
            text = _("Not a municipality, or more than one has the name: %(name)s.") % {"name": name}
            self.resolved.warnings.append(text)

    def _set_groups(self) -> None:
        row = self.row
        groups = {name: self.lookups.group(name) for name in [row.group_name, *row.partner_names] if name}
        for name, group in groups.items():
            if group is None:
                self.about_unknown_names.append(_("Unknown Leader group: %(name)s.") % {"name": name})
        own = groups.get(row.group_name)
        if own:
            self.resolved.columns["group"] = own
        self.resolved.partners = list(
            dict.fromkeys(group for group in groups.values() if group is not None and group != own)
        )

    def _set_classification(self) -> None:
        columns = self.resolved.columns
        for name, text in _UNKNOWN.items():
            value = getattr(self.row, name)
            if not value:
                continue
            code = getattr(self.lookups, name)(value)
            if code:
                columns[name] = code
            else:
                self.about_unknown_names.append(text % {"name": value})
        if "programme" in columns:
            columns.setdefault("period", self.lookups.period_of(str(columns["programme"])))

    def _set_money(self) -> None:
        row = self.row
        for stage, sums in row.money.items():
            valid: dict[str, Decimal | bool] = {}
            for name, eur in sums.items():
                if eur is None:
                    continue
                if eur.is_finite() and 0 <= eur <= MAX_EUR:
                    valid[name] = eur.quantize(_CENT, ROUND_HALF_UP)
                else:
                    label = Funding._meta.get_field(name).verbose_name
                    self.resolved.problems.append(_("%(field)s cannot be %(eur)s.") % {"field": label, "eur": eur})
            if valid:
                year = row.financial_year if stage == FundingStage.PAID else None
                self.resolved.money[str(stage), year] = {**valid, "is_approximate": row.is_money_approximate}

    def _set_source(self) -> None:
        if self.row.source:
            self.resolved.source = self.lookups.sources.get(self.row.source)
            if self.resolved.source is None:
                self.resolved.problems.append(_("Unknown source: %(name)s.") % {"name": self.row.source})
