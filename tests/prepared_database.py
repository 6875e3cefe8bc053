"""A migrated database, made once and copied for each worker: to migrate an empty one takes twenty seconds.

SQLite: a file in var/test-databases/, kept until its fingerprint changes, copied into memory.
PostgreSQL: a template beside the test databases, made by the first worker of a run and dropped at the run's end.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import environ
from django.db import DEFAULT_DB_ALIAS, connections
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "test-databases"


@contextmanager
def prepared_database(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let this worker's test database begin with the tables; pytest-django sets it up inside."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = _migrated_template()
        yield
        return
    # Shared memory lives as long as a connection to it.
    with closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as memory:
        with closing(sqlite3.connect(_migrated_file())) as file:
            file.backup(memory)
        yield


def drop_template() -> None:
    """Drop the template of this run. Call once, when no worker needs it any more."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{_template_name()}"')


def _migrated_file() -> Path:
    file = FOLDER / f"{_fingerprint()}.sqlite3"
    with _one_at_a_time():
        if not file.exists():
            for older in FOLDER.glob("*.sqlite3*"):
                older.unlink()
            unfinished = file.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            _migrate(f"sqlite:///{unfinished}")
            with closing(sqlite3.connect(unfinished)) as database:
                database.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            unfinished.rename(file)
    return file


def _template_name() -> str:
    return f"template_{environ.Env().db_url('DATABASE_URL')['NAME']}_{_fingerprint()}"


def _migrated_template() -> str:
    name = _template_name()
    with _one_at_a_time(), connections[DEFAULT_DB_ALIAS]._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name}"')
            _migrate(os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}")
    return name


def _migrate(url: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--settings", "tests.settings"]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, check=True, timeout=300)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fingerprint() -> str:
    """Of all that says what the tables and the rows made with them are: models, migrations and what these import."""
    patterns = ["*/migrations/*.py", "*/models.py", "*/models/**/*.py", "transitions/*.py", "search/token_field.py"]
    files = {file for pattern in patterns for file in ROOT.glob(pattern)}
    digest = hashlib.sha256()
    for file in [*sorted(files), ROOT / "requirements" / "runtime.txt"]:
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
