"""What a project is found by: the values of each facet, the numbers that are summed, its words."""

from decimal import Decimal
from functools import lru_cache

from projects.models import Project
from search.analysis import tokens, typed_words
from text.normalise import fold

from .records import Record

# Size of public funding: code and the first sum that no longer belongs to it, EUR.
# 8,000 is the limit of a small project in 2023–2027.
SIZES = [("under-1500", 1500), ("under-8000", 8000), ("under-30000", 30000), ("under-100000", 100000), ("over", None)]
UNKNOWN = "unknown"  # a value of its own, so that it can be counted and chosen

# What a record counts as: only "funded" ones enter sums and show what a group has done.
FUNDED, ENDORSED, SCHEME, ACTIVITY = "funded", "endorsed", "scheme", "activity"


def facet_values(project: Record) -> dict[str, list[str]]:
    """Return {facet: values} of one project; a facet without a value is "unknown"."""
    return {
        "theme": [project.theme or UNKNOWN],
        "group": project.groups or [UNKNOWN],
        "region": project.regions or [UNKNOWN],
        "municipality": project.municipalities or [UNKNOWN],
        "period": [project.period or UNKNOWN],
        "year": [str(project.starts.year) if project.starts else UNKNOWN],
        "size": [size_of(project.public_funding_eur)],
        "applicant": [project.applicant_kind],
        "record": [record_of(project.kind, project.decision)],
        "stage": [project.funding_stage or UNKNOWN],
        "rounded": ["yes"] if project.is_approximate else [],
        "source": [project.source],
        "service": project.services,
    }


def size_of(public_funding_eur: Decimal | None) -> str:
    """Return the code of the size of a sum in EUR."""
    if public_funding_eur is None:
        return UNKNOWN
    return next(code for code, limit in SIZES if limit is None or public_funding_eur < limit)


def record_of(kind: str, decision: str) -> str:
    """Return what a record counts as: funded, endorsed (decision not seen), a scheme, an activity with other money."""
    if kind == Project.Kind.ACTIVITY:
        return ACTIVITY
    if kind == Project.Kind.SCHEME:
        return SCHEME
    return ENDORSED if decision in (Project.Decision.ENDORSED, Project.Decision.APPLIED) else FUNDED


def numbers(project: Record) -> dict[str, int | None]:
    """Return {slices: whole number or None} of one project: cents of money that counts, days of its dates.

    The money of a sub-project is part of its theme project's where that is known, and does not count again.
    """
    counts = not project.is_in_parents_sum
    return {
        "public": _cents(project.public_funding_eur) if counts else None,
        "total": _cents(project.total_eur) if counts else None,
        "starts": project.starts.toordinal() if project.starts else None,
        "ends": project.ends.toordinal() if project.ends else None,
    }


def words_of(project: Record) -> list[str]:
    """Return the tokens that a project is found by: its texts, its applicant, group and places, in all languages."""
    found: dict[str, None] = {}
    for language, texts in project.texts.items():
        for text in texts:
            found.update(dict.fromkeys(tokens(text, language)))
    for name in project.names:
        found.update(dict.fromkeys(_words_of_name(name)))
    return list(found)


@lru_cache(maxsize=4096)  # groups, places and applicants come again and again
def _words_of_name(name: str) -> list[str]:
    return [*tokens(name, "fi"), *typed_words(fold(name))]


def _cents(eur: Decimal | None) -> int | None:
    return None if eur is None else int(eur * 100)
