"""Versions of content: record what is about to be overwritten, and restore an earlier version.

django-simple-history writes a version with every save and deletion of one row. Loaders and imports write many rows at
once and make none; docs/adr/0006 says why that is enough.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator
from simple_history.models import HistoricalChanges, HistoricalRecords

LOADED, RESTORED = "loaded", "restored"  # reasons of a version, as they are stored

Values = dict[str, Any]  # name of a field → what it holds, see field_values


class CannotRestore(Exception):
    """What the version refers to is gone, or another row has taken its place."""


def is_versioned(model: type[models.Model]) -> bool:
    """Return whether versions are recorded of a model."""
    return hasattr(model._meta, "simple_history_manager_attribute")


@transaction.atomic
def record_current(model: type[models.Model], keys: Collection[Any]) -> None:
    """Record what the database holds as a version, of each row whose latest version differs from it.

    keys: primary keys of rows that are about to be edited. Without this the first edit of a loaded row could not be
    undone.
    """
    records = historical_records(model, **{f"{model._meta.pk.attname}__in": keys})
    latest = {original_pk(record): record for record in records}
    values = field_values(list(latest.values()))
    for row in model._base_manager.filter(pk__in=keys):
        record = latest.get(row.pk)
        if record is None or record.history_type == "-" or values[record.pk] != _current_values(row):
            _write_version(row, reason=LOADED, kind="~" if record else "+")


@transaction.atomic
def restore(record: HistoricalChanges, user: AbstractBaseUser, fields: Collection[str]) -> models.Model:
    """Restore a row, also a deleted one, to an earlier version and return it.

    record: a historical row. fields: names of the fields that the user may edit; the others of a row that still exists
    stay as they are. Raises CannotRestore, having changed nothing, when the database refuses it.
    """
    model, key = record.instance_type, original_pk(record)
    record_current(model, [key])
    row = model._base_manager.filter(pk=key).first()
    is_new = row is None
    row = row or model(pk=key)
    for column in versioned_fields(model):
        if is_new or column.name in fields:
            setattr(row, column.attname, getattr(record, column.attname))
    row.skip_history_when_saving = True  # one version of the whole, not one more with each relation
    try:
        with transaction.atomic():
            row.save(force_insert=is_new)
            for name, keys in _links_at(record).items():
                if is_new or name in fields:
                    getattr(row, name).set(keys)
            connection.check_constraints()
    except IntegrityError as error:
        raise CannotRestore(f"{model._meta.label} {key}") from error
    _write_version(row, reason=RESTORED, kind="+" if is_new else "~", user=user)
    return row


@transaction.atomic
def delete_versions(versions: models.QuerySet[Any]) -> int:
    """Delete historical rows for good, and their relations to many; return how many."""
    for many in versions.model._history_m2m_fields:
        HistoricalRecords.m2m_models[many].objects.filter(history__in=versions).delete()
    return versions.delete()[0]


def original_pk(record: HistoricalChanges) -> Any:
    """Return the primary key of the row that a historical row is a version of."""
    return getattr(record, record.instance_type._meta.pk.attname)


def history_manager(model: Any) -> models.Manager[Any]:
    """Return the manager of the historical rows of a model."""
    return model.history


def historical_records(model: type[models.Model], **lookups: Any) -> list[HistoricalChanges]:
    """Return the historical rows of a model that the lookups choose, the oldest first."""
    rows = history_manager(model).filter(**lookups)
    return list(rows.select_related("history_user").order_by("history_date", "history_id"))


def versioned_fields(model: Any) -> list[models.Field]:
    """Return the fields that a version holds, without the key and without aliases of the columns of languages."""
    try:
        translated = set(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        translated = set()
    fields = model.history.model.tracked_fields
    return [column for column in fields if not column.primary_key and column.name not in translated]


def field_values(records: Sequence[HistoricalChanges]) -> dict[Any, Values]:
    """Return {key of the historical row: values} for historical rows of one model.

    A missing text is "", a picture the name of its file, a relation to one its key, a relation to many a sorted list.
    """
    if not records:
        return {}
    columns, links = versioned_fields(records[0].instance_type), _links(records)
    return {
        record.pk: {column.name: _plain(getattr(record, column.attname)) for column in columns} | links[record.pk]
        for record in records
    }


def _current_values(row: Any) -> Values:
    """Return the values of a row, as field_values returns those of its versions."""
    values = {column.name: _plain(getattr(row, column.attname)) for column in versioned_fields(type(row))}
    for many in type(row).history.model._history_m2m_fields:
        values[many.name] = sorted(getattr(row, many.name).values_list("pk", flat=True))
    return values


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, models.fields.files.FieldFile) else "" if value is None else value


def _links(records: Sequence[HistoricalChanges]) -> dict[Any, dict[str, list[Any]]]:
    """Return {key of the historical row: {name of a relation to many: sorted keys}}, in one statement a relation."""
    links: dict[Any, dict[str, list[Any]]] = {record.pk: {} for record in records}
    for many in records[0]._history_m2m_fields:
        keys = defaultdict(list)
        rows = HistoricalRecords.m2m_models[many].objects.filter(history__in=links)
        for history, key in rows.values_list("history_id", f"{many.m2m_reverse_field_name()}_id"):
            keys[history].append(key)
        for pk in links:
            links[pk][many.name] = sorted(keys[pk])
    return links


def _links_at(record: HistoricalChanges) -> dict[str, list[Any]]:
    """Return {name of a relation to many: keys} that a row had at a version."""
    if record.history_type == "-":  # written when the database had removed the relations already
        record = record.prev_record or record
    return _links([record])[record.pk]


def _write_version(row: Any, reason: str, kind: str, user: AbstractBaseUser | None = None) -> None:
    # Not simple-history's own bulk_history_create: it takes the user of the request for the author of what a loader
    # wrote, and leaves relations to many out.
    record = type(row).history.model(
        history_date=timezone.now(), history_type=kind, history_user=user, history_change_reason=reason
    )
    for column in record.tracked_fields:
        setattr(record, column.attname, getattr(row, column.attname))
    record.save()
    for many in record._history_m2m_fields:
        through, model = many.remote_field.through, HistoricalRecords.m2m_models[many]
        names = [column.attname for column in through._meta.fields]
        rows: Iterable[Values] = through._base_manager.filter(**{many.m2m_field_name(): row}).values(*names)
        model.objects.bulk_create(model(history=record, **values) for values in rows)
