"""Measure projects at scale: search, import and export, with 10,000, 100,000 and 1,000,000 made-up projects.

Run by `make bench`, after the pages: `bin/bench_projects.py [--sizes 10000,100000] [--rows 100000]`. Measures the
database of DATABASE_URL when it names a PostgreSQL server (with databases of its own, dropped at the end), else files
of SQLite in a temporary folder. Each size is made and measured in processes of its own, so that memory is theirs alone.
Exit status 1 when a bound is broken. A million projects take about ten minutes to make.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench_processes import SEARCHES

ROOT = Path(__file__).resolve().parent.parent
GROWTH, P95_MS, STATEMENTS = 3, 300, 14
IMPORT_RATIO, IMPORT_MB, IMPORT_GROWTH = 6, 300, 1.2
MAX_XLSX_ROWS = 100_000  # as projects.exports.writers has it
EXPORT_RATIO = 3  # of CSV and JSON, times the CPU of a bare loop
EXPORT_MB = 50  # by which memory may grow while a file is written


def main() -> int:
    """Measure every size and return 1 when a bound is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--rows", type=int, default=100_000, help="of the import")
    parser.add_argument("--calls", type=int, default=30, help="of each search, after three that are not counted")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    server = os.environ.get("DATABASE_URL", "")
    vendor = "PostgreSQL" if server.startswith("postgres") else "SQLite"
    print(f"\nProjects at scale, {vendor}: {platform.machine()}, {os.cpu_count()} cores, {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(server if vendor == "PostgreSQL" else "", folder)
        bench.run(f"sqlite:///{folder}/none.sqlite3", ["manage.py", "collectstatic", "--noinput", "-v0"])
        over = measure_searches(bench, sizes, options.calls) + measure_imports(bench, options.rows)
        over += measure_exports(bench, sizes, EXPORT_RATIO)
        bench.drop()
    print(f"{vendor}: " + ("OVER THE BOUND: " + ", ".join(over) if over else "everything within its bound."))
    return 1 if over else 0


class Bench:
    """Databases by name, and processes that measure in one of them."""

    def __init__(self, server: str, folder: str):
        self.server, self.folder = server, folder
        self.made: list[str] = []

    def url(self, name: object) -> str:
        """Return the DATABASE_URL of a database of this run, migrated and empty when it is new."""
        full, template = f"bench_{os.getpid()}_{name}", f"bench_{os.getpid()}_empty"
        url = self.server.rpartition("/")[0] + "/" + full if self.server else f"sqlite:///{self._file(full)}"
        if full in self.made:
            return url
        self.made.append(full)
        if full == template:
            if self.server:
                self._psql(f"CREATE DATABASE {full}")
            self.run(url, ["manage.py", "migrate", "-v0"])
        else:
            self.url("empty")  # migrated once, then copied
            if self.server:
                self._psql(f"CREATE DATABASE {full} TEMPLATE {template}")
            else:
                shutil.copy(self._file(template), self._file(full))
        return url

    def _file(self, name: str) -> str:
        return f"{self.folder}/{name}.sqlite3"

    def drop(self) -> None:
        for name in self.made if self.server else ():
            self._psql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def measure(self, url: str, what: str, *arguments: object) -> Any:
        """Run a function of bench_processes in a process of its own; return what it prints as JSON."""
        out = self.run(url, ["bin/bench_processes.py", what, *map(str, arguments)], capture=True)
        return json.loads(out.splitlines()[-1])

    def run(self, url: str, command: list[str], capture: bool = False) -> str:
        environ = os.environ | {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "leaderportal.settings",
            "DEBUG": "0",
            "HTTPS": "0",
            "SECRET_KEY": "of-this-run-only-" + "x" * 50,
            "ALLOWED_HOSTS": "127.0.0.1",
            "OPERATOR_NAME": "Bench",
            "OPERATOR_EMAIL": "bench@portal.example",
            "LOG_LEVEL": "ERROR",
        }
        out = subprocess.PIPE if capture else subprocess.DEVNULL
        done = subprocess.run([sys.executable, *command], cwd=ROOT, check=True, env=environ, stdout=out, text=True)
        return done.stdout or ""

    def analyse(self, url: str) -> None:
        """Let PostgreSQL look at new tables, which it does by itself a minute later."""
        if self.server:
            self._psql("ANALYZE", url)

    def _psql(self, statement: str, url: str = "") -> None:
        import psycopg2

        connection = psycopg2.connect(url or self.server.rpartition("/")[0] + "/postgres")
        connection.autocommit = True
        connection.cursor().execute(statement)
        connection.close()


def measure_searches(bench: Bench, sizes: list[int], calls: int) -> list[str]:
    """Print what the first page of each search costs at each size; return broken bounds."""
    found, over = {}, []
    for size in sizes:
        url = bench.url(size)
        start = time.monotonic()
        bench.run(url, ["bin/scale_data.py", "--projects", str(size)])
        print(f"{size:,} projects made in {time.monotonic() - start:.0f} s")
        bench.analyse(url)
        found[size] = bench.measure(url, "search", calls)
    print(f"{'search':22}{'projects':>11}{'CPU ms':>9}{'wall ms':>9}{'p95 ms':>8}{'SQL':>5}")
    for name in SEARCHES:
        for size in sizes:
            cost = found[size][name]
            print(f"{name:22}{size:11,}{cost['cpu']:9.1f}{cost['wall']:9.1f}{cost['p95']:8.1f}{cost['sql']:5}")
            if cost["sql"] > STATEMENTS or cost["p95"] > P95_MS:
                over.append(f"{name} at {size}")
        small, large = found[sizes[0]][name], found[sizes[-1]][name]
        ratio = max(large["cpu"] / small["cpu"], large["wall"] / small["wall"])
        print(f"{name:22}grows {ratio:.2f} × from {sizes[0]:,} to {sizes[-1]:,} (bound {GROWTH})")
        over += [f"growth of {name}"] if ratio > GROWTH else []
    return over


def measure_imports(bench: Bench, rows: int) -> list[str]:
    """Print what an import costs beside csv and bulk_create of the same rows; return broken bounds."""
    figures = {}
    for count in (rows // 10, rows):
        file = Path(bench.folder) / f"{count}.csv"
        url = bench.url(f"import_{count}")
        bench.measure(url, "write_file", file, count)
        plain = bench.measure(url, "plain", file)
        figures[count] = bench.measure(url, "load", file) | {"plain": plain["seconds"]}
        cost = figures[count]
        ratio = cost["seconds"] / cost["plain"]
        print(
            f"import of {count:,} rows: {cost['seconds']:.1f} s, {ratio:.1f} × the {cost['plain']:.1f} s of csv and "
            f"bulk_create (bound {IMPORT_RATIO}), peak {cost['megabytes']:.0f} MB (bound {IMPORT_MB})"
        )
    small, large = figures[rows // 10], figures[rows]
    growth = large["megabytes"] / small["megabytes"]
    print(f"memory of the import grows {growth:.2f} × (bound {IMPORT_GROWTH})")
    checks = {
        "time of the import": large["seconds"] / large["plain"] <= IMPORT_RATIO,
        "memory of the import": large["megabytes"] <= IMPORT_MB and growth <= IMPORT_GROWTH,
    }
    return [name for name, holds in checks.items() if not holds]


def measure_exports(bench: Bench, sizes: list[int], max_ratio: float) -> list[str]:
    """Print what each file of all projects costs beside a bare loop over the same columns; return broken bounds.

    A workbook, which has a bound of its own on its rows, is written of the largest size that fits.
    """
    largest = max(sizes)
    largest_xlsx = max([size for size in sizes if size <= MAX_XLSX_ROWS], default=None)
    measured = {"csv": largest, "json": largest} | ({"xlsx": largest_xlsx} if largest_xlsx else {})
    over = []
    for file_format, size in measured.items():
        cost = bench.measure(bench.url(size), "export", file_format)
        ratio = cost["cpu"] / cost["bare_cpu"]
        bound = max_ratio if file_format != "xlsx" else None
        print(
            f"{file_format.upper()} of {size:,} projects: {cost['wall']:.1f} s, {cost['cpu']:.1f} s of CPU, "
            f"{ratio:.2f} × the {cost['bare_cpu']:.1f} s of a bare loop{f' (bound {bound})' if bound else ''}, "
            f"{cost['bytes'] / 1e6:.0f} MB sent, memory grew by {cost['grown']:.0f} MB (bound {EXPORT_MB})"
        )
        if (bound and ratio > bound) or cost["grown"] > EXPORT_MB:
            over.append(f"export as {file_format.upper()}")
    return over


if __name__ == "__main__":
    sys.exit(main())
