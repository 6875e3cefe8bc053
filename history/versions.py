"""Versions of content: keep what stands before an edit, and bring an earlier version back.

django-simple-history writes a version with every save and deletion of one row. Loaders and imports write many rows at
once and make none; docs/adr/0006 tells why that is enough.
"""

from collections import defaultdict
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator
from simple_history.models import HistoricalRecords

LOADED, RESTORED = "loaded", "restored"  # reasons of a version, as they are stored


class CannotRestore(Exception):
    """What the version refers to is gone, or another row has taken its place."""


def is_versioned(model):
    """Return whether versions are kept of a model."""
    return hasattr(model._meta, "simple_history_manager_attribute")


@transaction.atomic
def record_current(model, keys):
    """Keep what stands in the database as a version, of each row whose latest version says something else.

    keys: primary keys of rows that are about to be edited. Without this the first edit of a loaded row would leave no
    way back to it.
    """
    latest = {
        original_pk(record): record for record in historical_records(model, **{f"{model._meta.pk.attname}__in": keys})
    }
    values = field_values(list(latest.values()))
    for row in model._base_manager.filter(pk__in=keys):
        record = latest.get(row.pk)
        if record is None or record.history_type == "-" or values[record.pk] != _standing(row):
            _write(row, reason=LOADED, kind="~" if record else "+")


@transaction.atomic
def restore(record, who, columns):
    """Bring a row back to what its version says, also one that was deleted; return the row.

    record: a historical row. columns: names of the fields that `who` may edit; the others of a row that still stands
    stay as they are. Raises CannotRestore, having changed nothing, when the database refuses it.
    """
    model, key = record.instance_type, original_pk(record)
    record_current(model, [key])
    row = model._base_manager.filter(pk=key).first()
    is_new = row is None
    row = row or model(pk=key)
    for column in versioned_fields(model):
        if is_new or column.name in columns:
            setattr(row, column.attname, getattr(record, column.attname))
    row.skip_history_when_saving = True  # one version of the whole, not one more with each relation
    try:
        with transaction.atomic():
            row.save(force_insert=is_new)
            for name, keys in _links_at(record).items():
                if is_new or name in columns:
                    getattr(row, name).set(keys)
            connection.check_constraints()
    except IntegrityError as error:
        raise CannotRestore(f"{model._meta.label} {key}") from error
    _write(row, reason=RESTORED, kind="+" if is_new else "~", who=who)
    return row


@transaction.atomic
def delete_versions(versions):
    """Delete versions for good, and their relations to many; return how many. versions: queryset of historical rows."""
    for many in versions.model._history_m2m_fields:
        HistoricalRecords.m2m_models[many].objects.filter(history__in=versions).delete()
    return versions.delete()[0]


def original_pk(record):
    """Return the primary key of the row that a historical row is a version of."""
    return getattr(record, record.instance_type._meta.pk.attname)


def history_manager(model):
    """Return the manager of the historical rows of a model."""
    return model.history


def historical_records(model, **lookups):
    """Return the historical rows of a model that the lookups choose, the oldest first."""
    return list(model.history.filter(**lookups).select_related("history_user").order_by("history_date", "history_id"))


def versioned_fields(model):
    """Return the fields that a version holds, without the key and without what stands in the columns of languages."""
    try:
        translated = set(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        translated = set()
    return [one for one in model.history.model.tracked_fields if not one.primary_key and one.name not in translated]


def field_values(historical_records):
    """Return {key of the historical row: {field name: value}} for historical rows of one model.

    A missing text is "", a picture the name of its file, a relation to one its key, a relation to many a sorted list.
    """
    if not historical_records:
        return {}
    columns, links = versioned_fields(historical_records[0].instance_type), _links(historical_records)
    return {
        record.pk: {column.name: _plain(getattr(record, column.attname)) for column in columns} | links[record.pk]
        for record in historical_records
    }


def _standing(row):
    """Return the values of a row like values_of."""
    values = {column.name: _plain(getattr(row, column.attname)) for column in versioned_fields(type(row))}
    for many in type(row).history.model._history_m2m_fields:
        values[many.name] = sorted(getattr(row, many.name).values_list("pk", flat=True))
    return values


def _plain(value):
    return str(value) if isinstance(value, models.fields.files.FieldFile) else "" if value is None else value


def _links(historical_records):
    """Return {key of the historical row: {name of a relation to many: sorted keys}}, in one statement a relation."""
    links: dict[Any, dict[str, list]] = {record.pk: {} for record in historical_records}
    for many in historical_records[0]._history_m2m_fields:
        keys = defaultdict(list)
        rows = HistoricalRecords.m2m_models[many].objects.filter(history__in=links)
        for history, key in rows.values_list("history_id", f"{many.m2m_reverse_field_name()}_id"):
            keys[history].append(key)
        for pk in links:
            links[pk][many.name] = sorted(keys[pk])
    return links


def _links_at(record):
    """Return {name of a relation to many: keys} that a row had at a version."""
    if record.history_type == "-":  # written when the database had let go of the relations already
        record = record.prev_record or record
    return _links([record])[record.pk]


def _write(row, reason, kind, who=None):
    record = type(row).history.model(
        history_date=timezone.now(), history_type=kind, history_user=who, history_change_reason=reason
    )
    for column in record.tracked_fields:
        setattr(record, column.attname, getattr(row, column.attname))
    record.save()
    for many in record._history_m2m_fields:
        through, model = many.remote_field.through, HistoricalRecords.m2m_models[many]
        names = [column.attname for column in through._meta.fields]
        rows = through._base_manager.filter(**{many.m2m_field_name(): row}).values(*names)
        model.objects.bulk_create(model(history=record, **values) for values in rows)
