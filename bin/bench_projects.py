"""Measure projects at scale: search, import and export, with 10,000, 100,000 and 1,000,000 made-up projects.

Run by `make bench`, after the pages: `bin/bench_projects.py [--sizes 10000,100000] [--rows 100000]`. Measures the
database of DATABASE_URL when it names a PostgreSQL server (with databases of its own, dropped at the end), else files
of SQLite in a temporary folder. Each size is made and measured in processes of its own, so that memory is theirs alone.
Exit status 1 when a bound is broken. A million projects take about ten minutes to make.
"""

import argparse
import csv
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
SEARCHES = {
    "all": "/fi/hankkeet/",
    "three facets, words": "/fi/hankkeet/?q={words}&theme=malli-0&period=2014-2020&state=ended".format(
        words=quote("kylätalo")
    ),
}
GROWTH, P95_MS, STATEMENTS = 3, 300, 14
IMPORT_RATIO, IMPORT_MB, IMPORT_GROWTH = 6, 300, 1.2
MAX_XLSX_ROWS = 100_000  # as projects.exports.writers has it
EXPORT_RATIO, EXPORT_MB = 3, 50  # times a bare loop; memory that grows while a file is written


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
        over += measure_exports(bench, sizes)
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
        """Run one of the functions below in a process of its own; return what it prints as JSON."""
        out = self.run(url, [__file__, "--child", what, *map(str, arguments)], capture=True)
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


def measure_exports(bench: Bench, sizes: list[int]) -> list[str]:
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
        bound = EXPORT_RATIO if file_format != "xlsx" else None
        print(
            f"{file_format.upper()} of {size:,} projects: {cost['wall']:.1f} s, {cost['cpu']:.1f} s of CPU, "
            f"{ratio:.2f} × the {cost['bare_cpu']:.1f} s of a bare loop{f' (bound {bound})' if bound else ''}, "
            f"{cost['bytes'] / 1e6:.0f} MB sent, memory grew by {cost['grown']:.0f} MB (bound {EXPORT_MB})"
        )
        if (bound and ratio > bound) or cost["grown"] > EXPORT_MB:
            over.append(f"export as {file_format.upper()}")
    return over


# What follows runs in processes of its own, with Django set up.


def search(calls: str) -> dict[str, dict[str, float]]:
    """Return {search: CPU and wall medians, p95 of the wall in ms, SQL statements} through WSGI."""
    from bench import cost, portal_with_a_bare_view

    call, count, figures = portal_with_a_bare_view(), int(calls), {}
    for name, address in SEARCHES.items():
        for _number in range(3):
            call(address)
        cpu, wall = [], []
        for _number in range(count):
            cpu_start, wall_start = time.process_time(), time.perf_counter()
            call(address)
            cpu.append((time.process_time() - cpu_start) * 1000)
            wall.append((time.perf_counter() - wall_start) * 1000)
        statements, _size = cost(call, address)
        cpu.sort()
        wall.sort()
        figures[name] = {
            "cpu": cpu[count // 2], "wall": wall[count // 2], "p95": wall[int(count * 0.95)], "sql": statements
        }  # fmt: skip
    return figures


def write_file(path: str, count: str) -> dict[str, float]:
    """Write a register file of made-up projects, as a clerk's program would."""
    from projects.models import ProjectSource

    ProjectSource.objects.get_or_create(code="bench", defaults={"name_fi": "Malli", "is_demo": True})
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["Hankenumero", "Hankkeen nimi", "Hakija", "Aloituspäivämäärä", "Loppumispäivämäärä",
                      "Julkinen hankekuvaus", "Onko kyseessä Leader-hanke?"])  # fmt: skip
        for number in range(int(count)):
            year = 2014 + number % 9
            out.writerow([number + 1, f"Mallihanke kylätalo {number % 977}", f"Malliyhdistys {number % 5003} ry",
                          f"01.{number % 12 + 1:02}.{year}", f"30.06.{year + 2}",
                          "Mallikylän talo kunnostetaan talkoilla.", "kyllä"])  # fmt: skip
    return {}


def plain(path: str) -> dict[str, float]:
    """Return the seconds that csv and bulk_create of the same rows take, and leave nothing."""
    from datetime import date, datetime

    from django.db import transaction

    from projects.models import Project, ProjectSource

    def day(text: str) -> date:
        return datetime.strptime(text, "%d.%m.%Y").date()

    source, start = ProjectSource.objects.get(), time.monotonic()
    with transaction.atomic(), Path(path).open(encoding="utf-8", newline="") as file:
        batch = []
        for row in csv.DictReader(file, delimiter=";"):
            batch.append(
                Project(
                    source=source, number=row["Hankenumero"], title_fi=row["Hankkeen nimi"], applicant=row["Hakija"],
                    starts=day(row["Aloituspäivämäärä"]), ends=day(row["Loppumispäivämäärä"]),
                    summary_fi=row["Julkinen hankekuvaus"],
                )
            )  # fmt: skip
            if len(batch) == 2000:
                Project.objects.bulk_create(batch)
                batch = []
        Project.objects.bulk_create(batch)
        seconds = time.monotonic() - start
        transaction.set_rollback(True)
    return {"seconds": seconds}


def load(path: str) -> dict[str, float]:
    """Return the seconds and the peak memory of import_projects."""
    from django.core.management import call_command

    start = time.monotonic()
    call_command("import_projects", path, source="bench", stdout=StringIO())
    return {"seconds": time.monotonic() - start, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def export(file_format: str) -> dict[str, float]:
    """Return what a file of all projects costs through WSGI, and a bare loop in the same process.

    CPU and wall in seconds, bytes sent, and by how many MB the memory of the process grew.
    """
    from bench import portal_with_a_bare_view

    call = portal_with_a_bare_view()
    address = f"/fi/hankkeet/projects.{file_format}"
    call(f"{address}?theme=malli-1&year=2014&group=malli-1")  # imports what it needs
    bare_cpu = _bare_loop()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu, wall = time.process_time(), time.monotonic()
    size = call(address)
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.monotonic() - wall,
        "bare_cpu": bare_cpu,
        "bytes": size,
        "grown": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    }


def _bare_loop() -> float:
    """Return the CPU seconds of values_list loops over the columns of the files, as the database has them."""
    from django.db.models import F, FilteredRelation, Q

    from projects.imports.layouts.own import COLUMNS
    from projects.models import Project, ProjectPlace

    headline = Q(fundings__stage=F("funding_stage"), fundings__financial_year=None)
    funding = FilteredRelation("fundings", condition=headline)
    paths = [column.path for column in COLUMNS if column.path]
    paths += [f"funding__{name}" for name in ("eu_eur", "state_eur", "municipal_eur", "private_eur", "is_approximate")]
    start = time.process_time()
    rows = Project.objects.alias(funding=funding).order_by("pk").rewrite(False).values_list(*paths)
    sum(1 for _row in rows.iterator())
    places = ProjectPlace.objects.order_by("project_id").values_list("project_id", "municipality_id")
    sum(1 for _row in places.iterator())
    return time.process_time() - start


def child(what: str, *arguments: str) -> None:
    """Set Django up, call one of the functions above and print what it returns as JSON."""
    import django

    django.setup()
    print(json.dumps(globals()[what](*arguments)))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
    else:
        sys.exit(main())
