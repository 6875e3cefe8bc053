"""Measure what the pages cost: CPU as a ratio to a bare Django view, SQL statements, bytes, and loading the data.

Run by `make bench`; ends by itself after a minute or two. The bare view (one query, a list of 53 rows, the same
middleware) and the pages are called in turn in one process through WSGI, uncached, so that the ratio holds
on a machine whose speed drifts. Exit status 1 when a bound is broken.
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Protocol

from bench_forms import measure_forms

ROOT = Path(__file__).resolve().parent.parent
PAGES = {  # address → the most times a bare view it may cost
    "/fi/": 6,
    "/fi/kunnat/kuhmoinen/": 6,
    "/fi/kunnat/kurikka/": 6,
    "/fi/maakunnat/pirkanmaa/": 6,
    "/fi/maakunnat/pohjois-pohjanmaa/": 6,
    "/fi/ryhmat/leader-ravakka/": 6,
    "/sv/grupper/leader-aland/": 6,
    "/fi/haku/?q=nuoret": 8,
    "/fi/haku/?q=kylien+kehitt%C3%A4minen": 8,
    "/fi/etsi/?q=Kurikka": 8,
    "/fi/etsi/?q=Kuhmonen": 8,
    "/fi/etsi/?q=Helsinki": 8,
}
LOAD_CPU_SECONDS, LOAD_MEGABYTES, STATEMENTS = 10, 250, 14
BARE = "<!doctype html><title>Bare</title><ul>{% for group in groups %}<li>{{ group.name }}</li>{% endfor %}</ul>"


class Call(Protocol):
    """A call of an address of the portal: the size of the answer in bytes. With a body it sends a form."""

    def __call__(self, address: str, accept: str = "identity", body: bytes | None = None, cookie: str = "") -> int: ...


def main() -> int:
    """Print the figures of this machine and return 1 when one of them is over its bound."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40, help="counted calls of each page, after two that are not")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "leaderportal.settings",
            "DEBUG": "0",
            "HTTPS": "0",
            "SECRET_KEY": "of-this-run-only-" + os.urandom(20).hex(),
            "ALLOWED_HOSTS": "127.0.0.1",
            "OPERATOR_NAME": "Bench",
            "OPERATOR_EMAIL": "bench@portal.example",
            "ENQUIRIES_PER_HOUR": "1000",
            "ENQUIRIES_PER_DAY": "1000",
            "LOG_LEVEL": "ERROR",
        }
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite\n")
        over = measure_loading()
        subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, check=True)
        call = portal_with_a_bare_view()
        over += measure_pages(call, rounds) + measure_forms(call, rounds)
    print("\n" + ("OVER THE BOUND: " + ", ".join(over) if over else "Everything within its bound."))
    return 1 if over else 0


def measure_loading() -> list[str]:
    """Load everything into an empty database, as two commands; return the names of broken bounds."""
    run([sys.executable, "manage.py", "migrate", "-v0"])
    cpu, peak = 0, 0
    for command in ("load_places", "load_groups"):
        seconds, megabytes = run([sys.executable, "manage.py", command])
        print(f"{command}: {seconds:.1f} s of CPU, at most {megabytes:.0f} MB so far")
        cpu, peak = cpu + seconds, max(peak, megabytes)
    print(f"Both: {cpu:.1f} s of CPU (bound {LOAD_CPU_SECONDS}), peak {peak:.0f} MB (bound {LOAD_MEGABYTES})\n")
    return [name for name, broken in (("CPU", cpu > LOAD_CPU_SECONDS), ("memory", peak > LOAD_MEGABYTES)) if broken]


def run(command: list[str]) -> tuple[float, float]:
    """Run a command; return its CPU seconds and the largest resident size of any child so far, in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024


def measure_pages(call: Call, rounds: int) -> list[str]:
    """Call every page and the bare view in turn; print ratio, statements and bytes; return broken bounds."""
    addresses = ["/bare/", *PAGES]
    for address in addresses * 2:
        call(address)
    times = {address: [] for address in addresses}
    for _round in range(rounds):
        for address in addresses:
            start = time.process_time()
            call(address)
            times[address].append(time.process_time() - start)
    bare = statistics.median(times["/bare/"])
    print(f"{'address':45} {'ms CPU':>7} {'× bare':>7} {'bound':>6} {'SQL':>4} {'kB gz':>6}")
    over = []
    for address, spent in times.items():
        ratio = statistics.median(spent) / bare
        statements, size = cost(call, address)
        bound = PAGES.get(address, "")
        spent_ms = statistics.median(spent) * 1000
        print(f"{address:45} {spent_ms:7.1f} {ratio:7.1f} {bound:>6} {statements:4} {size / 1000:6.1f}")
        if bound and (ratio > bound or statements > STATEMENTS):
            over.append(address)
    return over


def cost(call: Call, address: str) -> tuple[int, int]:
    """Return (SQL statements, bytes sent with gzip) of one call."""
    from django.db import connection

    statements = []

    def count(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        size = call(address, accept="gzip")
    return len(statements), size


def portal_with_a_bare_view() -> Call:
    """Return a Call through WSGI to the portal, with a bare view beside it. A form that is sent must redirect."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()  # sets Django up, which the models below need

    from django.http import HttpResponse
    from django.template import engines
    from django.urls import path

    from groups.models import LeaderGroup
    from leaderportal import urls

    template = engines["django"].from_string(BARE)

    def bare(request):
        return HttpResponse(template.render({"groups": LeaderGroup.objects.filter(valid_to=None)}, request))

    urls.urlpatterns.insert(0, path("bare/", bare))

    def call(address, accept="identity", body=None, cookie=""):
        route, _mark, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": "GET" if body is None else "POST",
            "PATH_INFO": route,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "HTTP_ACCEPT_ENCODING": accept,
            "wsgi.url_scheme": "http",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body or b"")),
            "HTTP_COOKIE": cookie,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": BytesIO(body or b""),
            "wsgi.errors": sys.stderr,
        }
        state = []
        answer = application(environ, lambda status, headers: state.append(status))
        size = sum(len(part) for part in answer)
        answer.close()
        if state[0][:3] != "302" and (body is not None or state[0][:3] != "200"):
            raise SystemExit(f"{address}: {state[0]}")
        return size

    return call


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
