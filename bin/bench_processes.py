"""What bin/bench_projects.py measures in a process of its own: `bin/bench_processes.py FUNCTION ARGUMENTS`, JSON out.

Django is set up first, with the settings and the database of the environment.
"""

import csv
import json
import resource
import sys
import time
from io import StringIO
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
SEARCHES = {
    "all": "/fi/hankkeet/",
    "three facets, words": "/fi/hankkeet/?q={words}&theme=malli-0&period=2014-2020&state=ended".format(
        words=quote("kylätalo")
    ),
}


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

    from projects.exports.columns import COLUMNS
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
    child(*sys.argv[1:])
