"""The finder's answer for people: which page a typed text leads to, or between what they have to choose.

Stands on places.finder.finder, adds the groups: their names, and which of them serve a place.
"""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext as _

from places.finder import finder
from places.finder.finder import MatchQuality
from places.finder.name_index import NameEntry, write_names
from places.models import FindableName, Municipality, PostalCode
from text.normalise import clean, match_key, ordering_key

from .models import AreaMembership, LeaderGroup

Kind = FindableName.Kind


class Result(StrEnum):
    ONE = "one"
    CHOICE = "choice"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why there is a choice."""

    SEVERAL = "several"
    POSTAL_CODE = "postal_code"
    SPELLING = "spelling"
    SPLIT = "split"


@dataclass(frozen=True)
class Choice:
    """One thing to choose. label: its name; facts: what tells it from the others; is_meant: the typed text says so."""

    label: str
    url: str
    facts: tuple[str, ...] = ()
    is_meant: bool = False


@dataclass(frozen=True)
class Neighbour:
    """A group next to a municipality that is in no area, and the municipalities between them, alphabetically."""

    group: LeaderGroup
    municipalities: tuple[Municipality, ...]


@dataclass(frozen=True)
class Answer:
    """What the finder says.

    ONE: url. CHOICE: choices and why; municipality when that is the one which is split. OUTSIDE: municipality and its
    neighbours. UNKNOWN: choices holds the closest names, often none. query: the cleaned text. left_out: how many
    more choices there were.
    """

    kind: Result
    query: str = ""
    url: str = ""
    choices: tuple[Choice, ...] = ()
    why: Why = Why.SEVERAL
    municipality: Municipality | None = None
    neighbours: tuple[Neighbour, ...] = ()
    left_out: int = 0


def find(text):
    """Find the page that text leads to.

    text: any str; returns Answer and never raises. At most eight SQL statements.
    """
    found = finder.find(text)
    groups = _groups([candidate.target for candidate in found.candidates if candidate.kind == Kind.GROUP])
    candidates = [c for c in found.candidates if c.kind != Kind.GROUP or c.target in groups]
    if found.outcome == finder.FinderOutcome.SINGLE and candidates:
        [candidate] = candidates
        if candidate.municipality:
            return _of_municipality(candidate.municipality, found.query, candidate)
        thing = groups[candidate.target] if candidate.kind == Kind.GROUP else candidate.region
        return Answer(Result.ONE, found.query, url=thing.get_absolute_url())
    memberships = _memberships([c.municipality for c in candidates if c.municipality])
    choices = tuple(_choice(candidate, groups, memberships) for candidate in candidates)
    if found.outcome == finder.FinderOutcome.CHOICE and choices:
        return Answer(Result.CHOICE, found.query, choices=choices, why=_why(found), left_out=found.left_out)
    return Answer(Result.UNKNOWN, found.query, choices=choices)


def of_municipality(municipality):
    """Return the Answer for a municipality of today that is known otherwise than by name, such as by position."""
    return _of_municipality(municipality, municipality.name)


def _of_municipality(municipality, query, candidate=None):
    memberships = _memberships([municipality])[municipality.code]
    if not memberships:
        neighbours = _neighbours(municipality)
        return Answer(Result.OUTSIDE, query, municipality=municipality, neighbours=neighbours)
    if len(memberships) == 1:
        return Answer(Result.ONE, query, url=municipality.get_absolute_url())
    codes = _typed_codes(candidate) if candidate else set()
    choices = [_part(membership, candidate, codes) for membership in memberships]
    choices.sort(key=lambda choice: not choice.is_meant)
    whole = Choice(municipality.name, municipality.get_absolute_url(), (_("the page of the whole municipality"),))
    return Answer(Result.CHOICE, query, choices=(*choices, whole), why=Why.SPLIT, municipality=municipality)


def _part(membership, candidate, codes):
    """Return the choice of one of the groups of a split municipality."""
    former = membership.former_municipality
    is_meant = candidate is not None and bool(
        codes & set(membership.postal_codes.split())
        or (candidate.kind == Kind.DISSOLVED and candidate.target == membership.former_municipality_id)
        # 61600 Jalasjärvi: the code is named after the former municipality.
        or (candidate.kind == Kind.POSTAL_CODE and former and candidate.text == f"{candidate.target} {former.name_fi}")
    )
    facts = [membership.part or membership.get_coverage_display()]
    if membership.is_part:
        facts.append(_("check with the group"))
    return Choice(membership.group.name, membership.group.get_absolute_url(), tuple(facts), is_meant)


def _typed_codes(candidate):
    """Return the postal codes that the typed code or postal place stands for."""
    if candidate.kind == Kind.POSTAL_CODE:
        return {candidate.target}
    if candidate.kind == Kind.POSTAL_PLACE:
        named = Q(name_fi=candidate.text) | Q(name_sv=candidate.text)
        codes = PostalCode.objects.filter(named, municipality=candidate.municipality)
        return set(codes.values_list("code", flat=True))
    return set()


def _why(found):
    if found.match == MatchQuality.CLOSE:
        return Why.SPELLING
    targets = {(candidate.kind, candidate.target) for candidate in found.candidates}
    is_one_code = len(targets) == 1 and found.candidates[0].kind == Kind.POSTAL_CODE
    return Why.POSTAL_CODE if is_one_code else Why.SEVERAL


def _choice(candidate, groups, memberships):
    if candidate.kind == Kind.GROUP:
        return _group_choice(candidate.text, groups[candidate.target])
    if candidate.kind == Kind.REGION:
        return Choice(candidate.region.name, candidate.region.get_absolute_url(), (_("region"),))
    municipality = candidate.municipality
    served_by = [membership.group.name for membership in memberships[municipality.code]]
    facts = [*_what_it_is(candidate), municipality.region.name]
    facts.append(", ".join(served_by) if served_by else _("not in the area of any Leader group"))
    is_typed_name = candidate.kind in (Kind.DISSOLVED, Kind.POSTAL_PLACE)
    return Choice(candidate.text if is_typed_name else municipality.name, municipality.get_absolute_url(), tuple(facts))


def _what_it_is(candidate):
    name = candidate.municipality.name
    if candidate.kind == Kind.DISSOLVED:
        return [_("former municipality, now %(name)s") % {"name": name}]
    if candidate.kind == Kind.POSTAL_PLACE:
        return [_("postal place, municipality: %(name)s") % {"name": name}]
    if candidate.kind == Kind.POSTAL_CODE:
        reach = _("municipality of the postal code") if candidate.is_main else _("the postal code reaches here too")
        return [candidate.text, reach]
    # The name as it was typed, where the page has it in another language.
    is_other_name = match_key(candidate.text) != match_key(name)
    return [candidate.text, _("municipality")] if is_other_name else [_("municipality")]


def _group_choice(text, group):
    facts = [_("Leader group")]
    if match_key(text) not in (match_key(group.name), match_key(group.short_name)):
        facts.append(text)
    if group.home_region:
        facts.append(group.home_region.name)
    return Choice(group.name, group.get_absolute_url(), tuple(facts))


def _groups(slugs):
    if not slugs:
        return {}
    return {group.slug: group for group in LeaderGroup.objects.filter(slug__in=slugs).select_related("home_region")}


def _memberships(municipalities):
    """Return {code: its current memberships, in the order of the groups' names}; [] for a code in no area."""
    found = defaultdict(list)
    if not municipalities:
        return found
    rows = AreaMembership.objects.filter(municipality__in=municipalities, valid_to=None, group__valid_to=None)
    rows = rows.select_related("group", "former_municipality")
    for membership in sorted(rows, key=lambda row: ordering_key(row.group.short_name)):
        found[membership.municipality_id].append(membership)
    return found


def _neighbours(municipality):
    """Return the Neighbours of a municipality in no area: groups of adjoining municipalities, else of its region."""
    current = AreaMembership.objects.filter(valid_to=None, group__valid_to=None)
    current = current.select_related("group", "municipality")
    rows = list(current.filter(municipality__neighbours=municipality))
    rows = rows or list(current.filter(municipality__region=municipality.region_id))
    municipalities = defaultdict(list)
    for row in rows:
        municipalities[row.group].append(row.municipality)
    return tuple(
        Neighbour(group, tuple(sorted(municipalities[group], key=lambda m: ordering_key(m.name))))
        for group in sorted(municipalities, key=lambda group: ordering_key(group.short_name))
    )


def rebuild_group_names():
    """Write the names of all groups anew; return the number of rows. A former group leads to its last successor."""
    groups = {group.pk: group for group in LeaderGroup.objects.all()}
    names = [name for group in groups.values() for name in _names(group, _last_successor(group, groups).slug)]
    return write_names([Kind.GROUP], names)


def _last_successor(group, groups):
    seen = set()
    while group.successor_id and group.pk not in seen:
        seen.add(group.pk)
        group = groups[group.successor_id]
    return group


def _names(group, target):
    """Yield what a person may type for a group; of a name in two languages ("I samma båt – …") also each half."""
    names = {*group.own_names, group.slug, group.slug.replace("-", " ")}
    halves = {half for name in names for half in name.split(" – ")}
    for typed in sorted(name for name in names | halves if clean(name)):
        yield NameEntry(Kind.GROUP, group.name_fi or group.name, target, typed=typed)
