"""What one row tells, in the terms of the database: names looked up, lengths and signs checked."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.imports.parsing.text import storable
from projects.models import Funding, FundingStage, Project, ProjectPlace

LANGUAGES = ["fi", "sv", "en"]
MOST_EUR = Decimal(100_000_000)  # no Leader project is larger; a sum above it lacks its decimal sign
_CENT = Decimal("0.01")

# Codes and words that the draft and the project call alike.
_AS_THEY_ARE = ["kind", "applicant", "applicant_kind", "decision", "keywords", "measure", "source_state", "source_url"]
_DAYS = ["starts", "ends"]
# What a draft says when its row does not tell.
_UNTOLD = {"applicant_kind": Project.ApplicantKind.UNKNOWN, "decision": Project.Decision.UNKNOWN}
# Longer ones are cut: nothing is known by them. A title or an applicant that long is a text in the wrong column.
_MAY_BE_CUT = {"keywords", "measure", "source_state"}
_LENGTHS = {
    name: Project._meta.get_field(name).max_length or 0
    for name in ["title_fi", "title_sv", "title_en", "applicant", "number", "source_key", "source_url", *_MAY_BE_CUT]
}
_MAX_NAME_IN_SOURCE = ProjectPlace._meta.get_field("name_in_source").max_length
_LONGEST_TEXT = 50_000  # characters of a summary; the longest in the registers have 2,500


@dataclass(slots=True)
class ResolvedRow:
    """Only what the row tells: what is not here is not known from it, and changes nothing.

    columns: {field of Project: value}, foreign keys by pk under the name of the field. places: {municipality's code:
    name_in_source}. partners: pks of groups. money: {(stage, financial year or None): {column of Funding: value}}.
    source: pk of the row's own ProjectSource, None for that of the file. problems: why it cannot be loaded.
    """

    columns: dict = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    partners: list[int] = field(default_factory=list)
    money: dict = field(default_factory=dict)
    source: int | None = None
    remarks: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def resolve_row(draft, lookups, is_own):
    """Return what a Draft tells as Told.

    lookups: matching.Lookups. is_own: the file is this product's own export, whose codes must be known.
    """
    told = ResolvedRow(remarks=list(draft.remarks), problems=list(draft.problems))
    _texts(draft, told)
    if draft.kind == Project.Kind.PROJECT and not is_own:
        del told.columns["kind"]  # only not said otherwise; a theme project stays one
    _days(draft, told)
    _places(draft, told, lookups)
    _groups(draft, told, lookups, is_own)
    _sorting(draft, told, lookups, is_own)
    _money(draft, told)
    if draft.source:
        told.source = lookups.sources.get(draft.source)
        if told.source is None:
            told.problems.append(_("Unknown source: %(name)s.") % {"name": draft.source})
    return told


def _texts(draft, told):
    columns = told.columns
    for language in LANGUAGES:
        if title := draft.titles.get(language):
            columns[f"title_{language}"] = title
        if summary := draft.summaries.get(language):
            columns[f"summary_{language}"] = summary[:_LONGEST_TEXT]
    for name in _AS_THEY_ARE:
        value = getattr(draft, name)
        if value and value != _UNTOLD.get(name):
            columns[name] = value
    _check_lengths(draft, told)
    if draft.source_date:
        columns["source_date"] = draft.source_date
    _refuse_what_cannot_be_stored(draft, told)


def _check_lengths(draft, told):
    columns = told.columns
    address = columns.get("source_url")
    if address and (len(address) > _LENGTHS["source_url"] or not address.startswith(("https://", "http://"))):
        del columns["source_url"]
        told.remarks.append(_("Not a web address: %(text)s.") % {"text": address[:100]})
    for name, most in _LENGTHS.items():
        text = columns.get(name, "") or getattr(draft, name, "")
        if len(text) <= most:
            continue
        named = {"most": most, "field": Project._meta.get_field(name).verbose_name}
        if name in _MAY_BE_CUT:
            columns[name] = f"{text[: most - 1]}…"
            told.remarks.append(_("Cut to %(most)d characters: %(field)s.") % named)
        elif name in columns or name in ("number", "source_key"):
            told.problems.append(_("Longer than %(most)d characters: %(field)s.") % named)


def _refuse_what_cannot_be_stored(draft, told):
    text = "".join(
        [*(value for value in told.columns.values() if isinstance(value, str)), draft.number, draft.source_key]
    )
    if storable(text) != text:
        told.problems.append(_("The row holds signs that are no text. Save the file again as UTF-8."))


def _days(draft, told):
    for name in _DAYS:
        if day := getattr(draft, name):
            told.columns[name] = day
            told.columns[f"{name}_precision"] = getattr(draft, f"{name}_precision")
    if draft.starts and draft.ends and draft.ends < draft.starts and not draft.problems:
        told.problems.append(_("The project ends before it starts."))


def _places(draft, told, lookups):
    regions = []
    for name in draft.place_names:
        place = lookups.place(name)
        if place is None:
            _unknown_place(name, told)
        elif place.region:
            regions.append(place.region)
        else:
            before = told.places.get(place.municipality, "")
            words = [word for word in (before, place.name_in_source) if word]
            told.places[place.municipality] = ", ".join(dict.fromkeys(words))[:_MAX_NAME_IN_SOURCE]
    if draft.region_name:
        code = lookups.region(draft.region_name)
        if code:
            regions.append(code)
        elif draft.region_name.isdigit():
            told.problems.append(_("Unknown code of a region: %(name)s.") % {"name": draft.region_name})
        else:
            told.remarks.append(_("Unknown region: %(name)s.") % {"name": draft.region_name})
    if len(set(regions)) > 1:
        told.remarks.append(_("Several regions are told; the first is kept."))
    if regions and not told.places:
        told.columns["region"] = regions[0]
    if draft.applicant_place:
        place = lookups.place(draft.applicant_place)
        if place and place.municipality:
            told.columns["applicant_municipality"] = place.municipality
        elif place is None:
            _unknown_place(draft.applicant_place, told)


def _unknown_place(name, told):
    if name.isdigit():
        told.problems.append(_("Unknown code of a municipality: %(name)s.") % {"name": name})
    else:
        text = _("Not a municipality, or more than one has the name: %(name)s.") % {"name": name}
        told.remarks.append(text)


def _groups(draft, told, lookups, is_own):
    found = {name: lookups.group(name) for name in [draft.group_name, *draft.partner_names] if name}
    for name, group in found.items():
        if group is None:
            (told.problems if is_own else told.remarks).append(_("Unknown Leader group: %(name)s.") % {"name": name})
    own = found.get(draft.group_name)
    if own:
        told.columns["group"] = own
    told.partners = list(dict.fromkeys(group for group in found.values() if group not in (None, own)))


_UNKNOWN = {
    "theme": gettext_lazy("Unknown theme: %(name)s."),
    "programme": gettext_lazy("Unknown programme: %(name)s."),
    "period": gettext_lazy("Unknown programming period: %(name)s."),
}


def _sorting(draft, told, lookups, is_own):
    for name, text in _UNKNOWN.items():
        value = getattr(draft, name)
        if not value:
            continue
        found = getattr(lookups, name)(value)
        if found:
            told.columns[name] = found
        else:
            (told.problems if is_own else told.remarks).append(text % {"name": value})
    if "programme" in told.columns:
        told.columns.setdefault("period", lookups.period_of(told.columns["programme"]))


def _money(draft, told):
    for stage, sums in draft.money.items():
        known = {}
        for name, eur in sums.items():
            if eur is None:
                continue
            if eur.is_finite() and 0 <= eur <= MOST_EUR:
                known[name] = eur.quantize(_CENT, ROUND_HALF_UP)
            else:
                field_name = Funding._meta.get_field(name).verbose_name
                told.problems.append(_("%(field)s cannot be %(eur)s.") % {"field": field_name, "eur": eur})
        if known:
            year = draft.financial_year if stage == FundingStage.PAID else None
            told.money[str(stage), year] = {**known, "is_approximate": draft.is_money_approximate}
