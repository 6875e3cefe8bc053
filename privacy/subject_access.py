"""Export or erase everything about the person with an e-mail address.

Each app registers how it exports and erases its own rows. Rows that belong to the person are known by the address; in
all other rows the address itself is taken out of every text.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from .log_filter import without_keys
from .register import personal_fields

ERASED = "[erased]"
NO_ADDRESS = "erased@erased.invalid"  # where a column must hold an address; .invalid reaches nobody (RFC 2606)
_TEXT_FIELDS = (models.CharField, models.TextField, models.JSONField)


class CannotErase(Exception):
    """The account is the last that can run the portal."""


@dataclass(frozen=True)
class DataSubject:
    """The person with an e-mail address: their accounts, and what these are called where a fact holds a name only."""

    address: str
    users: tuple[User, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class SubjectAccess:
    """What an app does about one person. export: {section: rows, ready for JSON}; erase: {what: how many}."""

    export: Callable[[DataSubject], Mapping[str, list]]
    erase: Callable[[DataSubject], Mapping[str, int]]


_parts: list[SubjectAccess] = []


def add_part(part: SubjectAccess) -> None:
    """Register the part of an app; called when it is ready, so lower apps come first."""
    _parts.append(part)


def export(address: str) -> dict[str, Any]:
    """Return all of a person as a dict ready for JSON: enquiries with their messages, mails, accounts, contacts.

    Left out is what is others': the text of mails about their enquiries, and internal notes, which may speak of anybody
    and which only a person can judge; their number is given. Keys in addresses are hidden: the file is passed on, and
    must let nobody in.
    """
    subject = _subject_with(address)
    result: dict[str, Any] = {"address": address, "made_at": timezone.now().isoformat(timespec="seconds")}
    for part in reversed(_parts):
        result |= part.export(subject)
    return result


@transaction.atomic
def erase(address: str) -> dict[str, int]:
    """Erase a person from the whole database; return {what: how many}.

    Raises CannotErase, having changed nothing, when they are the only active superuser. What must go from files,
    backups and mailboxes by hand stands in docs/privacy.md.
    """
    subject = _subject_with(address)
    if _is_only_superuser(subject):
        raise CannotErase(address)
    counts: dict[str, int] = {}
    # Lower apps first: where a queued mail goes is asked of the group's contacts, which must have been emptied by then.
    for part in _parts:
        counts = {**part.erase(subject), **counts}
    return {**counts, "mentions": _erase_mentions(address)}


def rows_as_dicts(rows: Iterable[models.Model], *columns: str) -> list[dict[str, str]]:
    """Return rows as dicts of text: their personal columns without secrets, and the columns named."""
    return [row_as_dict(row, *columns) for row in rows]


def row_as_dict(row: models.Model, *columns: str) -> dict[str, str]:
    """Return one row as rows_as_dicts() does, without what is empty."""
    names = [*columns, *(name for name, field in personal_fields(type(row)).items() if not field.is_secret)]
    values = {name: getattr(row, name, None) for name in names}
    texts = {name: without_keys(str(value)) for name, value in values.items() if value not in (None, "")}
    return {"kind": row._meta.label, **texts}


def _subject_with(address: str) -> DataSubject:
    users = get_user_model().objects.filter(Q(email__iexact=address) | Q(username__iexact=address))
    names = [name for user in users for name in {user.get_full_name(), user.get_username()} if name]
    return DataSubject(address, tuple(users), tuple(names))


def _is_only_superuser(subject: DataSubject) -> bool:
    superusers = get_user_model().objects.filter(is_superuser=True, is_active=True)
    own = [user.pk for user in subject.users if user.is_superuser and user.is_active]
    return bool(own) and not superusers.exclude(pk__in=own).exists()


def _erase_mentions(address: str) -> int:
    """Take the address out of every text column in the database; return the number of changed rows."""
    number = 0
    # Whole addresses only: "ina@kunta.example" is no part of tiina@kunta.example, nor of ina@kunta.example.net.
    # A mark before it belongs to an address only after a letter: o'ina@ is another, 'ina@kunta.example' is in quotes.
    pattern = re.compile(rf"(?<!\w)(?<!\w[.+%'-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)
    for model in apps.get_models(include_auto_created=True):
        columns = [
            field for field in model._meta.concrete_fields if isinstance(field, _TEXT_FIELDS) and not field.primary_key
        ]
        for row in _rows_with(address, model, columns) if columns else ():
            before = {field.name: getattr(row, field.attname) for field in columns}
            after = {field.name: _without(before[field.name], field, pattern) for field in columns}
            if after != before:
                number += model._base_manager.filter(pk=row.pk).update(**after)
    return number


def _rows_with(address: str, model: type[models.Model], columns: Sequence[models.Field]) -> QuerySet:
    mentions = Q(*(Q(**{f"{field.name}__icontains": address}) for field in columns), _connector=Q.OR)
    return model._base_manager.filter(mentions)


def _without(value: Any, field: models.Field, pattern: re.Pattern[str]) -> Any:
    if isinstance(field, models.EmailField):
        return value if not pattern.search(value or "") else "" if field.blank else NO_ADDRESS
    return _replaced(value, pattern)


def _replaced(value: Any, pattern: re.Pattern[str]) -> Any:
    """Return a value of a column, also a JSON one, with ERASED for what the pattern finds in its texts."""
    if isinstance(value, str):
        return pattern.sub(ERASED, value)
    if isinstance(value, list):
        return [_replaced(item, pattern) for item in value]
    if isinstance(value, dict):
        return {_replaced(key, pattern): _replaced(item, pattern) for key, item in value.items()}
    return value
