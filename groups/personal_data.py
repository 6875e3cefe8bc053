"""What of Leader groups is personal: contacts, offices, and who checked an offer."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Q, QuerySet

from history import versions
from history.versions import history_manager
from privacy.register import Purpose, describe
from privacy.retention import RetentionRule, add_rules, months_before
from privacy.subject_access import ERASED, DataSubject, SubjectAccess, add_part, rows_as_dicts
from seeding.models import LoadedRow

from .models import Contact, LeaderGroup, Office, ServiceOffer
from .services import refresh_groups

CONTACT = Purpose("contact of a group", "to state in public whom to ask", "until the group removes it")
CHECKED_BY = Purpose("member of staff", "to show who checked or loaded a fact", "as long as the fact stands")
PICTURE = Purpose("who is seen in a picture", "to show what a group has done", "until the group removes it")
# By model: the column that says whose contact it is, and the columns that go with it.
CONTACT_COLUMNS: dict[type[models.Model], tuple[str, list[str]]] = {
    Contact: ("email", ["person", "email", "phone"]),
    Office: ("email", ["email", "phone"]),
    LeaderGroup: ("enquiry_email", ["enquiry_email"]),
}
_SOURCED = "source confidence"
_NAMED = "code slug name text keywords"


def register() -> None:
    describe("groups.Contact", {CONTACT: "role person email phone languages"}, not_personal="source")
    describe("groups.Office", {CONTACT: "street email phone"}, not_personal="source postal_code town")
    describe(
        "groups.LeaderGroup",
        {CONTACT: "enquiry_email"},
        not_personal=f"{_SOURCED} slug name legal_name summary website languages residents_source member_count_source",
    )
    describe("groups.ServiceOffer", {CHECKED_BY: "checked_by"}, not_personal=f"{_SOURCED} text terms")
    describe(
        "groups.ExampleActivity",
        {PICTURE: "picture picture_text"},
        not_personal=f"{_SOURCED} title title_language text",
    )
    for model, columns in {
        "ProgrammingPeriod": "code",
        "AreaMembership": f"{_SOURCED} coverage part postal_codes",
        "LocalDevelopmentStrategy": "source title priorities public_funding_source",
        "BoardComposition": "source",
        "Membership": "role",
        "Statement": "code text",
        "Strength": "code name text",
        "NetworkActivity": "code text",
        "Wish": "code name text",
        "InformationPage": "code title body",
        "Service": _NAMED,
        "Duty": _NAMED,
        "GroupStrength": "source text",
    }.items():
        describe(f"groups.{model}", not_personal=columns)
    add_rules(RetentionRule("versions of contacts deleted", delete_old_versions))
    add_part(SubjectAccess(_export, _erase))


def delete_old_versions(now: datetime) -> int:
    """Delete old versions of contacts and offices, and the old list of who edited what; return how many rows."""
    before = months_before(now, settings.KEEP_CONTACT_VERSIONS_MONTHS)
    numbers = [versions.delete_versions(model.history.filter(history_date__lt=before)) for model in (Contact, Office)]
    return sum(numbers) + LogEntry.objects.filter(action_time__lt=before).delete()[0]


def _export(subject: DataSubject) -> Mapping[str, list]:
    contacts = [_contacts(model, subject.address) for model in CONTACT_COLUMNS]
    earlier = [_versions(model, subject.address) for model in CONTACT_COLUMNS]
    checked = ServiceOffer.objects.filter(checked_by__in=subject.names)
    return {
        "contacts": [row for rows in contacts for row in rows_as_dicts(rows, "checked_on")],
        "earlier_versions": [row for rows in earlier for row in rows_as_dicts(rows, "history_date")],
        "named_as_checker": rows_as_dicts(checked, "checked_on"),
    }


def _erase(subject: DataSubject) -> Mapping[str, int]:
    for offers in (ServiceOffer.objects.all(), history_manager(ServiceOffer)):
        offers.filter(checked_by__in=subject.names).update(checked_by="")
    return {"contacts": _erase_contacts(subject.address)}


def _erase_contacts(address: str) -> int:
    """Empty the contacts and offices with the address, in today's rows, in history and in what loads remember."""
    number = 0
    for model, (column, columns) in CONTACT_COLUMNS.items():
        contacts = _contacts(model, address)
        number += contacts.count()
        # The versions first: they are also known by the name that stands in today's row.
        for rows in (_versions(model, address), contacts):
            rows.update(**dict.fromkeys(columns, ""))
        for loaded in LoadedRow.objects.filter(model=model._meta.label):
            if str(loaded.values.get(column, "")).lower() == address.lower():
                # Not empty: it must differ from today's row, or the next load would bring it back.
                loaded.values |= {name: ERASED for name in columns if loaded.values.get(name)}
                loaded.save(update_fields=["values"])
    if number:
        refresh_groups()
    return number


def _contacts(model: type[models.Model], address: str) -> QuerySet:
    column, _columns = CONTACT_COLUMNS[model]
    return model._base_manager.filter(**{f"{column}__iexact": address})


def _versions(model: type[models.Model], address: str) -> QuerySet:
    """Return the copies in history with the address, and those of the same rows with the same person's name."""
    column, _columns = CONTACT_COLUMNS[model]
    with_address = history_manager(model).filter(**{f"{column}__iexact": address})
    if model is not Contact:
        return with_address
    today = Contact.objects.filter(email__iexact=address)
    persons = {(row.id, row.person) for rows in (with_address, today) for row in rows}
    keys, names = {key for key, _name in persons}, {name for _key, name in persons if name}
    return history_manager(model).filter(Q(email__iexact=address) | Q(id__in=keys, person__in=names))
