"""A database that release 0.1 has written is brought to today's models without loss, on SQLite and PostgreSQL.

data/release_0_1.json holds all rows of such a database, made by that release's own pages and functions, and what the
release answered when it was asked about them; release_0_1.<vendor>.sql is its schema. Here they become a database of
its own, and today's migrations run on it. A migration that moves or renames something names it in the tables below.
"""

import base64
import json
import os
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.apps import apps
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from accounts import links
from enquiries import reply_addresses
from enquiries.models import EnquiryMail
from enquiries.spam import digest
from outbox import signed_addresses
from outbox.models import OutboxMail
from projects.imports.rollback import undo
from projects.models import ImportRun, Project
from projects.search.index import Selection, current_index
from projects.search.index.words import projects_matching
from search.models import SearchEntry
from search.query import query_terms, search

pytestmark = pytest.mark.slow

DATA = Path(__file__).parent / "data"
RELEASE = json.loads((DATA / "release_0_1.json").read_text(encoding="utf-8"))
EXPECTED = RELEASE["expected"]

# What has moved since the release: left as the release called it, right as it is called today ------------------------

# A model, as content types name it: its content type keeps its key, so that permissions and log entries follow.
MODELS: dict[tuple[str, str], tuple[str, str]] = {
    ("places", "loadedrow"): ("seeding", "loadedrow"),
    ("places", "searchentry"): ("search", "searchentry"),
    ("enquiries", "attempt"): ("ratelimit", "attempt"),
    ("enquiries", "outboxmail"): ("outbox", "outboxmail"),
    ("projects", "waitingfile"): ("projects", "pendingupload"),
}
TABLES: dict[str, str] = {
    "places_loadedrow": "seeding_loadedrow",
    "places_searchentry": "search_searchentry",
    "enquiries_attempt": "ratelimit_attempt",
    "enquiries_outboxmail": "outbox_outboxmail",
    "projects_waitingfile": "projects_pendingupload",
}
# (table, column): the column, in the same or the renamed table.
COLUMNS: dict[tuple[str, str], str] = {
    ("projects_project", "seen_in_id"): "last_seen_run_id",
    ("projects_projectplace", "told_as"): "name_in_source",
    ("projects_historicalprojectplace", "told_as"): "name_in_source",
}
# (table, column): (another table, its column with the key of the old row, its column with the value).
MOVED_COLUMNS: dict[tuple[str, str], tuple[str, str, str]] = {
    ("enquiries_outboxmail", "enquiry_id"): ("enquiries_enquirymail", "mail_id", "enquiry_id"),
    ("enquiries_outboxmail", "recipient_id"): ("enquiries_enquirymail", "mail_id", "recipient_id"),
    ("enquiries_outboxmail", "of_message_id"): ("enquiries_enquirymail", "mail_id", "message_id"),
}
# (table, column): a function that turns the value of then into the value of today.
VALUES: dict[tuple[str, str], Any] = {}
# (table, column) of what an upgrade computes anew, so that its values are not compared.
DERIVED: set[tuple[str, str]] = set()

# Table: a move between states that its trigger refuses.
REFUSED_MOVES = {
    "enquiries_enquiry": ("held", "delivered"),
    "enquiries_enquiryrecipient": ("closed", "delivered"),
    "enquiries_outboxmail": ("sent", "queued"),
}
# As project_summary() of the release read them.
PROJECT_COLUMNS = [
    "number", "title_fi", "title_sv", "summary_fi", "kind", "group__slug", "parent__number", "theme", "programme",
    "period", "region", "applicant", "applicant_kind", "applicant_municipality", "starts", "ends", "ends_precision",
    "decision", "source_state", "public_funding_eur", "total_eur", "funding_stage", "is_published",
]  # fmt: skip


# A database of the release, upgraded ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def _upgraded(django_db_blocker, tmp_path_factory):
    """The database of the release after `migrate`, as an operator runs it."""
    with django_db_blocker.unblock(), _separate_database(tmp_path_factory):
        _restore_release()
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        yield


@pytest.fixture(autouse=True)
def _rolled_back(_upgraded):
    """Undo what a test changes: all of them share one database."""
    ContentType.objects.clear_cache()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    ContentType.objects.clear_cache()


@contextmanager
def _separate_database(tmp_path_factory):
    """Point the default connection at a new, empty database, and back afterwards.

    The default one and no second alias: migrations of data do not ask which connection they are run on.
    """
    usual = connections[DEFAULT_DB_ALIAS]
    separate = usual.copy()
    if usual.vendor == "sqlite":
        separate.settings_dict["NAME"] = name = str(tmp_path_factory.mktemp("upgrade") / "portal.sqlite3")
    else:
        separate.settings_dict["NAME"] = name = f"portal_upgrade_{os.getpid()}"
        _execute_on_server(usual, f"DROP DATABASE IF EXISTS {name}")
        _execute_on_server(usual, f"CREATE DATABASE {name}")
    connections[DEFAULT_DB_ALIAS] = separate
    try:
        yield
    finally:
        separate.close()
        connections[DEFAULT_DB_ALIAS] = usual
        if usual.vendor != "sqlite":
            _execute_on_server(usual, f"DROP DATABASE {name}")


def _execute_on_server(wrapper, statement):
    """Execute a statement outside of the wrapper's own database."""
    with wrapper._nodb_cursor() as cursor:
        cursor.execute(statement)


def _restore_release():
    """Create the tables of the release, insert its rows and record its migrations as applied."""
    schema = (DATA / f"release_0_1.{connection.vendor}.sql").read_text(encoding="utf-8")
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.executescript(schema)
    else:
        _execute(schema)
    with transaction.atomic():  # foreign keys are checked at its end, so that the order of the tables does not matter
        for table, content in RELEASE["tables"].items():
            _insert(table, content)
    connection.check_constraints()
    recorder = MigrationRecorder(connection)
    for app, names in RELEASE["migrations"].items():
        for name in names:
            recorder.record_applied(app, name)


def _insert(table, content):
    columns = ", ".join(map(_quoted, content["columns"]))
    marks = ", ".join(["%s"] * len(content["columns"]))
    rows = [list(map(_to_database, content["columns"].values(), row)) for row in content["rows"]]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {_quoted(table)} ({columns}) VALUES ({marks})", rows)
    if connection.vendor == "postgresql" and content["columns"][content["key"]].endswith("AutoField"):
        # Rows that bring their own key do not move the sequence on.
        newest = f"(SELECT max({_quoted(content['key'])}) FROM {_quoted(table)})"
        sequence = "pg_get_serial_sequence(%s, %s)"
        _execute(f"SELECT setval({sequence}, coalesce({newest}, 1), {newest} IS NOT NULL)", [table, content["key"]])


def _to_database(kind, value):
    """Return a value of the file as the database at hand takes it. kind: name of the Django field of the column."""
    if value is None or kind == "DecimalField":
        return value
    field = getattr(models, kind)()
    if kind == "BinaryField":
        value = base64.b64decode(value.removeprefix("base64:"))
    elif kind != "JSONField":
        value = field.to_python(value)
    return field.get_db_prep_save(value, connection)


def _to_file(value):
    """Return a value that Django has read from the database as the file writes it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date | Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return "base64:" + base64.b64encode(bytes(value)).decode()
    return value


def _execute(statement, params=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []


def _quoted(name):
    return connection.ops.quote_name(name)


def _all_models():
    return apps.get_models(include_auto_created=True)


def _rows_of_release(table):
    """Return [{column: value}] of a table of the release."""
    content = RELEASE["tables"][table]
    return [dict(zip(content["columns"], row, strict=True)) for row in content["rows"]]


def _rows_of_today(table, key=None):
    """Return {key: {column: value as the file writes it}} of a table. key: a column, by default the primary key."""
    model = next((candidate for candidate in _all_models() if candidate._meta.db_table == table), None)
    assert model, f"{table} belongs to no model: add to TABLES where its rows are today"
    fields = model._meta.concrete_fields
    # A plain QuerySet: one of modeltranslation reads the columns of a single language.
    rows = models.QuerySet(model).values_list(*(field.attname for field in fields))
    dicts = [{field.column: _to_file(value) for field, value in zip(fields, row, strict=True)} for row in rows]
    return {row[key or model._meta.pk.column]: row for row in dicts}


# Rows -----------------------------------------------------------------------------------------------------------------


def test_every_row_is_there_with_every_value():
    lost, changed = [], []
    for table, content in RELEASE["tables"].items():
        today = _rows_of_today(TABLES.get(table, table))
        for row in _rows_of_release(table):
            key = row[content["key"]]
            if key not in today:
                lost.append((table, key))
                continue
            for column, value in row.items():
                if (table, column) in MOVED_COLUMNS or (table, column) in DERIVED:
                    continue
                new = COLUMNS.get((table, column), column)
                assert new in today[key], f"{table} has no {new}: add {column} to COLUMNS or MOVED_COLUMNS"
                expected = _expected_today(table, column, row)
                if today[key][new] != expected:
                    changed.append((table, key, new, value, today[key][new]))
    assert lost == []
    assert changed == []


def test_every_value_of_a_column_that_moved_to_another_table_is_there():
    for (table, column), (new_table, key, new_column) in MOVED_COLUMNS.items():
        old_key = RELEASE["tables"][table]["key"]
        before = {row[old_key]: row[column] for row in _rows_of_release(table)}
        today = {pk: row[new_column] for pk, row in _rows_of_today(new_table, key).items()}
        assert _without_none(today) == _without_none(before), f"{table}.{column}"


def _without_none(values):
    return {key: value for key, value in values.items() if value is not None}


def _expected_today(table, column, row):
    """Return the value that a column of a row of the release must have today."""
    value = row[column]
    if (table, column) in VALUES:
        return VALUES[table, column](value)
    if table == "django_content_type" and column in ("app_label", "model"):
        label = (row["app_label"], row["model"])
        return MODELS.get(label, label)[column == "model"]
    if table == "auth_permission" and column in ("codename", "name"):
        old = _content_types_of_release()[row["content_type_id"]][1]
        new = MODELS.get(_content_types_of_release()[row["content_type_id"]], ("", old))[1]
        if column == "codename":
            return f"{value.removesuffix(old)}{new}"
        return value if old == new else Permission.objects.get(pk=row["id"]).name  # free to follow the verbose name
    return value


def _content_types_of_release():
    """Return {key: (app, model)}."""
    return {row["id"]: (row["app_label"], row["model"]) for row in _rows_of_release("django_content_type")}


def test_no_content_type_and_no_permission_is_of_a_model_that_is_gone():
    assert [str(content_type) for content_type in ContentType.objects.all() if content_type.model_class() is None] == []
    expected = {
        f"{model._meta.app_label}.{codename}"
        for model in apps.get_models()
        for codename in [
            *(f"{action}_{model._meta.model_name}" for action in model._meta.default_permissions),
            *(codename for codename, _name in model._meta.permissions),
        ]
    }
    codenames = Permission.objects.values_list("content_type__app_label", "codename")
    assert sorted(".".join(parts) for parts in codenames) == sorted(expected)


def test_log_entries_lead_to_the_rows_that_they_led_to():
    models_then = _content_types_of_release()
    followed = 0
    for row in _rows_of_release("django_admin_log"):
        entry = LogEntry.objects.get(pk=row["id"])
        model = entry.content_type.model_class()
        then = models_then[row["content_type_id"]]
        assert (model._meta.app_label, model._meta.model_name) == MODELS.get(then, then)
        if row["object_repr"] != "gone" and row["action_flag"] != DELETION:
            assert model._base_manager.filter(pk=entry.object_id).exists(), row
            followed += 1
    assert followed


def test_everything_can_be_read():
    for model in _all_models():
        is_version = hasattr(model, "instance_type")
        for row in model._base_manager.all():
            assert is_version or isinstance(str(row), str)  # a version may name a row that is gone
            for field in model._meta.concrete_fields:
                if field.is_relation and field.db_constraint:
                    getattr(row, field.name)
    connection.check_constraints()


# Schema: a migration of the state alone leaves columns, references or triggers behind ---------------------------------


def test_tables_are_as_the_models_say():
    wrong = []
    with connection.cursor() as cursor:
        existing = {table.name for table in connection.introspection.get_table_list(cursor) if "_fts" not in table.name}
        declared = {model._meta.db_table for model in _all_models()}
        wrong += [f"table {name}" for name in existing ^ {*declared, MigrationRecorder.Migration._meta.db_table}]
        for model in _all_models():
            wrong += [f"{model._meta.db_table}: {difference}" for difference in _differences(cursor, model)]
    assert wrong == []


def _differences(cursor, model):
    """Yield what a table has and its model does not declare, or the other way round."""
    meta = model._meta
    columns = {column.name for column in connection.introspection.get_table_description(cursor, meta.db_table)}
    yield from (f"column {name}" for name in columns ^ {field.column for field in meta.concrete_fields})
    constraints = connection.introspection.get_constraints(cursor, meta.db_table)
    yield from (rule.name for rule in [*meta.constraints, *meta.indexes] if rule.name not in constraints)
    references = [constraint for constraint in constraints.values() if constraint["foreign_key"]]
    existing = {(*reference["columns"], *reference["foreign_key"]) for reference in references}
    declared = {
        (field.column, field.related_model._meta.db_table, field.target_field.column)
        for field in meta.concrete_fields
        if field.is_relation and field.db_constraint
    }
    yield from (f"reference {field}" for field in existing ^ declared)


def test_a_new_row_gets_a_key_that_is_free():
    taken = []
    for model in apps.get_models():
        meta = model._meta
        if not isinstance(meta.pk, models.AutoField | models.BigAutoField):
            continue
        newest = model._base_manager.aggregate(newest=models.Max("pk"))["newest"] or 0
        if connection.vendor == "postgresql":
            [[sequence]] = _execute("SELECT pg_get_serial_sequence(%s, %s)", [meta.db_table, meta.pk.column])
            [[following]] = _execute("SELECT nextval(%s)", [sequence])
        else:
            counters = _execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [meta.db_table])
            following = (counters[0][0] if counters else 0) + 1
        if following <= newest:
            taken.append(f"{meta.db_table}: {following}, though {newest} exists")
    assert taken == []


@pytest.mark.parametrize("table", REFUSED_MOVES)
def test_the_database_still_refuses_an_illegal_move(table):
    old, new = REFUSED_MOVES[table]
    pk = next(row["id"] for row in _rows_of_release(table) if row["state"] == old)
    with pytest.raises(IntegrityError, match="illegal move of state"):
        _execute(f"UPDATE {_quoted(TABLES.get(table, table))} SET state = %s WHERE id = %s", [new, pk])


def test_each_trigger_bears_the_name_of_its_table():
    """A later migration finds it by that name; one with the name of a former table would stay in force unseen."""
    if connection.vendor == "postgresql":
        query = "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid WHERE NOT tgisinternal"
    else:
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    triggers = _execute(query)
    assert triggers
    assert [trigger for trigger in triggers if not trigger[0].startswith(trigger[1])] == []


# What the release answered --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", EXPECTED["searches"], ids=lambda query: query["text"])
def test_the_site_search_finds_the_same_pages(query):
    found = search(query["text"], query["language"], EXPECTED["search_kinds"]).entries
    assert [[entry.kind, entry.key] for entry in found] == query["found"]


def test_the_index_of_the_site_search_follows_its_rows():
    entry = SearchEntry.objects.filter(language="fi").first()
    entry.tokens = "upouusisana"
    entry.save()
    assert list(SearchEntry.objects.filter(tokens__matches=[["upouusisana"]])) == [entry]
    entry.delete()
    assert not SearchEntry.objects.filter(tokens__matches=[["upouusisana"]]).exists()
    if connection.vendor == "postgresql":  # it finds without an index, too, but slowly
        with connection.cursor() as cursor:
            indexes = connection.introspection.get_constraints(cursor, SearchEntry._meta.db_table)
        assert [name for name, index in indexes.items() if index.get("type") == "gin"] == [
            f"{SearchEntry._meta.db_table}_tokens_gin"
        ]


def test_projects_are_found_and_summed_as_before():
    assert project_summary() == EXPECTED["projects"]


def test_imports_of_the_release_can_be_undone():
    for step in EXPECTED["undo"]:
        counts = undo(ImportRun.objects.get(pk=step["run"]), force=True).counts
        assert {name: count for name, count in counts.items() if count} == step["counts"], step["run"]
    assert project_summary() == EXPECTED["projects_after_undo"]


def project_summary():
    """Return the number of projects, their funding, which of them a word finds, and the columns of each."""
    index, day = current_index(), datetime.fromisoformat(EXPECTED["now"]).date()
    projects = Project.objects.order_by("pk")
    places = {place.pk: sorted(place.places.values_list("municipality", flat=True)) for place in projects}
    columns = ("stage", "financial_year", "public_eur")
    money = {
        funding.pk: [str(row) for row in funding.fundings.order_by("pk").values_list(*columns)] for funding in projects
    }
    words = EXPECTED["projects"]["with_word"]
    return {
        "published": len(index.everything),
        "public_funding_eur": str(Selection(index, {}, day).public_funding().eur),
        "with_word": {word: list(projects_matching(query_terms(word, "fi"))) for word in words},
        "rows": [
            [pk, *("" if value is None else str(value) for value in values), places[pk], money[pk]]
            for pk, *values in projects.values_list("pk", *PROJECT_COLUMNS)
        ],
    }


def test_the_coordinator_is_not_notified_twice_of_what_is_held():
    assert digest.reported_at().isoformat() == EXPECTED["held_told_at"]


# What lies in mailboxes: the signatures of links and addresses hold the name of a purpose, which must stay ------------


@pytest.fixture
def _settings_of_release(settings):
    settings.SECRET_KEY = "development-only-" + "0" * 50
    settings.INCOMING_ADDRESS = "portaali@posti.example"
    with time_machine.travel(EXPECTED["now"], tick=False):
        yield


@pytest.mark.usefixtures("_settings_of_release")
def test_a_reply_to_a_mail_of_the_release_still_finds_its_case():
    mails, links_of_mails = OutboxMail.objects.in_bulk(), EnquiryMail.objects.in_bulk()
    for function, rows, expected in (
        (reply_addresses.reply_to, links_of_mails, EXPECTED["reply_addresses"]),
        (signed_addresses.return_path, mails, EXPECTED["return_paths"]),
    ):
        addresses = {str(pk): function(row) for pk, row in rows.items()}
        # A mail to staff is about no enquiry: what answers it goes where it always went, to no case.
        assert {pk: address for pk, address in expected.items() if pk in addresses} == addresses
        signed = [address for address in expected.values() if address.startswith("portaali+")]
        assert signed
        assert all(map(reply_addresses.read, signed))


@pytest.mark.usefixtures("_settings_of_release")
def test_an_invitation_of_the_release_still_lets_its_user_in():
    invitation = EXPECTED["open_invitation"]
    assert links.user_by_key(invitation["key"]).get_username() == invitation["username"]
