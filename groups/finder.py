"""The finder's answer for readers: the page that a typed text leads to, or the pages to choose from.

Built on places.finder, which knows no groups: adds their names, and which of them work in a municipality.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext as _

from places.finder import finder
from places.finder.candidates import Candidate
from places.finder.finder import MatchQuality
from places.finder.name_index import NameEntry, write_names
from places.models import FindableName, Municipality, PostalCode
from text.localized import localized
from text.normalise import clean, match_key, ordering_key

from .models import AreaMembership, LeaderGroup

Kind = FindableName.Kind


class AnswerKind(StrEnum):
    PAGE = "page"
    CHOICE = "choice"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


class ChoiceReason(StrEnum):
    """Why there is a choice."""

    SEVERAL = "several"
    POSTAL_CODE = "postal_code"
    SPELLING = "spelling"
    SPLIT = "split"


@dataclass(frozen=True)
class PageChoice:
    """A page to choose. label: its name; facts: what tells it from the others.

    is_likely: the typed text (a postal code, a former municipality) lies in this part of a split municipality.
    """

    label: str
    url: str
    facts: tuple[str, ...] = ()
    is_likely: bool = False


@dataclass(frozen=True)
class NeighbourGroup:
    """A group near a municipality that is in no area, and which municipalities of its area are near, by name."""

    group: LeaderGroup
    municipalities: tuple[Municipality, ...]


@dataclass(frozen=True)
class PageAnswer:
    """Where a typed text leads.

    query: the cleaned text. PAGE: url. CHOICE: choices and the reason; municipality where it is split between groups;
    more_choices: how many there are beyond those listed. OUTSIDE: municipality and its neighbours. UNKNOWN: choices
    holds the closest names, often none.
    """

    kind: AnswerKind
    query: str = ""
    url: str = ""
    choices: tuple[PageChoice, ...] = ()
    reason: ChoiceReason = ChoiceReason.SEVERAL
    municipality: Municipality | None = None
    neighbours: tuple[NeighbourGroup, ...] = ()
    more_choices: int = 0


def find_page(text: str) -> PageAnswer:
    """Find the page that any text leads to; never raises. At most eight SQL statements."""
    found = finder.find(text)
    groups = _groups([candidate.target for candidate in found.candidates if candidate.kind == Kind.GROUP])
    candidates = [c for c in found.candidates if c.kind != Kind.GROUP or c.target in groups]
    if found.outcome == finder.FinderOutcome.SINGLE and candidates:
        [candidate] = candidates
        if candidate.municipality:
            return _of_municipality(candidate.municipality, found.query, candidate)
        target = groups[candidate.target] if candidate.kind == Kind.GROUP else candidate.region
        return PageAnswer(AnswerKind.PAGE, found.query, url=target.get_absolute_url())
    memberships = _memberships([c.municipality for c in candidates if c.municipality])
    choices = tuple(_choice(candidate, groups, memberships) for candidate in candidates)
    if found.outcome == finder.FinderOutcome.CHOICE and choices:
        return PageAnswer(
            AnswerKind.CHOICE, found.query, choices=choices, reason=_reason(found), more_choices=found.left_out
        )
    return PageAnswer(AnswerKind.UNKNOWN, found.query, choices=choices)


def find_page_of(municipality: Municipality) -> PageAnswer:
    """Return the answer for a municipality of today that is known otherwise than by name, such as by position."""
    return _of_municipality(municipality, municipality.name)


def _of_municipality(municipality: Municipality, query: str, candidate: Candidate | None = None) -> PageAnswer:
    memberships = _memberships([municipality])[municipality.code]
    if not memberships:
        neighbours = _neighbours(municipality)
        return PageAnswer(AnswerKind.OUTSIDE, query, municipality=municipality, neighbours=neighbours)
    if len(memberships) == 1:
        return PageAnswer(AnswerKind.PAGE, query, url=municipality.get_absolute_url())
    codes = _typed_codes(candidate) if candidate else set()
    choices = [_part(membership, candidate, codes) for membership in memberships]
    choices.sort(key=lambda choice: not choice.is_likely)
    whole = PageChoice(municipality.name, municipality.get_absolute_url(), (_("the page of the whole municipality"),))
    return PageAnswer(
        AnswerKind.CHOICE, query, choices=(*choices, whole), reason=ChoiceReason.SPLIT, municipality=municipality
    )


def _part(membership: AreaMembership, candidate: Candidate | None, codes: set[str]) -> PageChoice:
    """Return the choice of one of the groups of a split municipality."""
    former = membership.former_municipality
    former_name = localized(former, "name", "fi")[0] if former else ""
    is_likely = candidate is not None and bool(
        codes & set(membership.postal_codes.split())
        or (candidate.kind == Kind.DISSOLVED and candidate.target == membership.former_municipality_id)
        # 61600 Jalasjärvi: the code is named after the former municipality.
        or (candidate.kind == Kind.POSTAL_CODE and former and candidate.text == f"{candidate.target} {former_name}")
    )
    facts = [membership.part or membership.get_coverage_display()]
    if membership.is_part:
        facts.append(_("check with the group"))
    return PageChoice(membership.group.name, membership.group.get_absolute_url(), tuple(facts), is_likely)


def _typed_codes(candidate: Candidate) -> set[str]:
    """Return the postal codes that the typed code or postal place stands for."""
    if candidate.kind == Kind.POSTAL_CODE:
        return {candidate.target}
    if candidate.kind == Kind.POSTAL_PLACE:
        named = Q(name_fi=candidate.text) | Q(name_sv=candidate.text)
        codes = PostalCode.objects.filter(named, municipality=candidate.municipality)
        return set(codes.values_list("code", flat=True))
    return set()


def _reason(found: finder.FinderAnswer) -> ChoiceReason:
    if found.match == MatchQuality.CLOSE:
        return ChoiceReason.SPELLING
    targets = {(candidate.kind, candidate.target) for candidate in found.candidates}
    is_one_code = len(targets) == 1 and found.candidates[0].kind == Kind.POSTAL_CODE
    return ChoiceReason.POSTAL_CODE if is_one_code else ChoiceReason.SEVERAL


def _choice(
    candidate: Candidate, groups: Mapping[str, LeaderGroup], memberships: Mapping[str, list[AreaMembership]]
) -> PageChoice:
    if candidate.kind == Kind.GROUP:
        return _group_choice(candidate.text, groups[candidate.target])
    if candidate.kind == Kind.REGION:
        return PageChoice(candidate.region.name, candidate.region.get_absolute_url(), (_("region"),))
    municipality = candidate.municipality
    group_names = [membership.group.name for membership in memberships[municipality.code]]
    facts = [*_kind_facts(candidate), municipality.region.name]
    facts.append(", ".join(group_names) if group_names else _("not in the area of any Leader group"))
    is_typed_name = candidate.kind in (Kind.DISSOLVED, Kind.POSTAL_PLACE)
    return PageChoice(
        candidate.text if is_typed_name else municipality.name, municipality.get_absolute_url(), tuple(facts)
    )


def _kind_facts(candidate: Candidate) -> list[str]:
    name = candidate.municipality.name
    if candidate.kind == Kind.DISSOLVED:
        return [_("former municipality, now %(name)s") % {"name": name}]
    if candidate.kind == Kind.POSTAL_PLACE:
        return [_("postal place, municipality: %(name)s") % {"name": name}]
    if candidate.kind == Kind.POSTAL_CODE:
        main, other = _("municipality of the postal code"), _("the postal code reaches here too")
        return [candidate.text, main if candidate.is_main else other]
    # The name as it was typed, where the page has it in another language.
    is_other_name = match_key(candidate.text) != match_key(name)
    return [candidate.text, _("municipality")] if is_other_name else [_("municipality")]


def _group_choice(text: str, group: LeaderGroup) -> PageChoice:
    facts = [_("Leader group")]
    if match_key(text) not in (match_key(group.name), match_key(group.short_name)):
        facts.append(text)
    if group.home_region:
        facts.append(group.home_region.name)
    return PageChoice(group.name, group.get_absolute_url(), tuple(facts))


def _groups(slugs: list[str]) -> dict[str, LeaderGroup]:
    if not slugs:
        return {}
    return {group.slug: group for group in LeaderGroup.objects.filter(slug__in=slugs).select_related("home_region")}


def _memberships(municipalities: list[Municipality]) -> defaultdict[str, list[AreaMembership]]:
    """Return {code: its current memberships, in the order of the groups' names}; [] for a code in no area."""
    memberships: defaultdict[str, list[AreaMembership]] = defaultdict(list)
    if not municipalities:
        return memberships
    rows = AreaMembership.objects.filter(municipality__in=municipalities, valid_to=None, group__valid_to=None)
    rows = rows.select_related("group", "former_municipality")
    for membership in sorted(rows, key=lambda row: ordering_key(row.group.short_name)):
        memberships[membership.municipality_id].append(membership)
    return memberships


def _neighbours(municipality: Municipality) -> tuple[NeighbourGroup, ...]:
    """Return the groups of the municipalities next to one in no area, else the groups of its region."""
    current = AreaMembership.objects.filter(valid_to=None, group__valid_to=None)
    current = current.select_related("group", "municipality")
    rows = list(current.filter(municipality__neighbours=municipality))
    rows = rows or list(current.filter(municipality__region=municipality.region_id))
    municipalities = defaultdict(list)
    for row in rows:
        municipalities[row.group].append(row.municipality)
    return tuple(
        NeighbourGroup(group, tuple(sorted(municipalities[group], key=lambda m: ordering_key(m.name))))
        for group in sorted(municipalities, key=lambda group: ordering_key(group.short_name))
    )


def rebuild_group_names() -> int:
    """Replace the findable names of all groups; return how many. A former group leads to its last successor."""
    groups = {group.pk: group for group in LeaderGroup.objects.all()}
    names = [name for group in groups.values() for name in _names(group, _last_successor(group, groups).slug)]
    return write_names([Kind.GROUP], names)


def _last_successor(group: LeaderGroup, groups: Mapping[int, LeaderGroup]) -> LeaderGroup:
    visited = set()  # a circle of successors must not hang the load
    while group.successor_id and group.pk not in visited:
        visited.add(group.pk)
        group = groups[group.successor_id]
    return group


def _names(group: LeaderGroup, target: str) -> Iterator[NameEntry]:
    """Yield what may be typed for a group; of a name in two languages ("I samma båt – …") also each half."""
    names = {*group.own_names, group.slug, group.slug.replace("-", " ")}
    halves = {half for name in names for half in name.split(" – ")}
    for typed in sorted(name for name in names | halves if clean(name)):
        yield NameEntry(Kind.GROUP, localized(group, "name", "fi")[0], target, typed=typed)
