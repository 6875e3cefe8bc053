"""Break everything around the portal while people write to it, and count what is lost: nothing may be.

Run by `make drill` (ARGS="--enquiries 200" for a short one); ends by itself after about four minutes. Real processes
on this machine only: gunicorn, mail workers, a mail server, a PostgreSQL of its own. Exit status 1 when a bound is
broken.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from faults import Faults
from processes import ROOT, MailServer, MailWorker, Postgres, Web, free_port
from senders import send_all, send_together, written

PLAN = {  # how often each is killed, and for how many seconds it stays away each time
    "web workers": [0] * 10,
    "mail workers": [0] * 10,
    "mail server": [1, 20, 1],
    "PostgreSQL": [2, 2],
}
MIN_SECONDS = 30  # the faults need it: few people write more slowly
DRAIN_SECONDS = 150  # after which what still waits counts as missing
LANGUAGES = ["fi", "sv", "en"]


def main():
    """Run the drill, print its figures, and return 1 when one of them is over its bound."""
    arguments = read_arguments()
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        postgres = Postgres()
        mail_server = MailServer(free_port(), folder)
        web = Web(free_port(), arguments.web_workers, folder)
        mail_workers = [MailWorker(number, folder) for number in range(arguments.mail_workers)]
        processes = [web, *mail_workers, mail_server, postgres]
        try:
            set_up(postgres, mail_server, folder)
            figures = drill(arguments, Faults(web, mail_workers, mail_server, postgres), processes)
        finally:
            for process in processes:
                process.end()
        if any(figure.is_broken for figure in figures):
            show_logs(folder)
    print(f"\n{time.monotonic() - started:.0f} seconds in all")
    broken = [figure.what for figure in figures if figure.is_broken]
    print("OVER THE BOUND: " + ", ".join(broken) if broken else "Everything within its bound.")
    return 1 if broken else 0


def read_arguments():
    parser = argparse.ArgumentParser(prog="make drill", description=__doc__.partition("\n")[0])
    parser.add_argument("--enquiries", type=int, default=2000)
    parser.add_argument("--per-second", type=float, default=30, help="how many people begin to send each second")
    parser.add_argument("--clicks", type=int, default=100, help="enquiries that are sent ten times at once")
    parser.add_argument("--web-workers", type=int, default=3)
    parser.add_argument("--mail-workers", type=int, default=3)
    return parser.parse_args()


def set_up(postgres, mail_server, folder):
    """Start the database and load the shipped places and groups; set the environment that all processes share."""
    os.environ |= {
        "DATABASE_URL": postgres.url,
        "DJANGO_SETTINGS_MODULE": "leaderportal.settings",
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": "of-this-run-only-" + os.urandom(20).hex(),
        "ALLOWED_HOSTS": "127.0.0.1",
        "OPERATOR_NAME": "Drill",
        "OPERATOR_EMAIL": "drill@portal.example",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
        "MAIL_LEASE_SECONDS": "20",
        "TRUSTED_PROXY": "1",  # every sender has a network address of their own
        "ENQUIRIES_PER_HOUR": "1000",
        "ENQUIRIES_PER_DAY": "1000",
        "CONTACT_FILE": str(folder / "contacts.json"),
        "MEDIA_ROOT": str(folder / "media"),
        "LOG_LEVEL": "WARNING",
    }
    postgres.start()
    for command in ("migrate -v0", "load_places", "load_groups", "collectstatic --noinput -v0"):
        subprocess.run([sys.executable, "manage.py", *command.split()], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def drill(arguments, faults, processes):
    """Let people write while everything breaks, then let some click ten times; print and return the Figures."""
    import django

    django.setup()
    import counts

    everybody = people(arguments.enquiries + arguments.clicks)
    senders, clickers = everybody[: arguments.enquiries], everybody[arguments.enquiries :]
    for process in processes[:-1]:
        process.start()
    started = time.monotonic()
    seconds = max(arguments.enquiries / arguments.per_second, MIN_SECONDS)
    per_second = len(senders) / seconds
    asyncio.run(together(faults, senders, per_second, seconds))
    print(f"{len(senders)} people wrote, {per_second:.2g} began each second. Killed meanwhile:", end=" ")
    print(", ".join(f"{what} {times} ×" for what, times in faults.counts.items()), end=" ")
    print(f"in {time.monotonic() - started:.0f} seconds.\n")
    drain(faults.last_back + DRAIN_SECONDS)
    figures = counts.of_senders(senders)
    taken = faults.mail_server.taken.read_text().splitlines()
    figures += counts.of_mails(taken, faults.counts["mail workers"], faults.last_back)
    asyncio.run(send_together(faults.web.port, clickers, times=10))
    figures += counts.of_clicks(clickers, times=10)
    for figure in figures:
        bound = "" if figure.most is None else f"at most {figure.most:g}"
        print(f"{figure.what:48} {figure.value:7g}   {bound:12} {'BROKEN' if figure.is_broken else ''}".rstrip())
    return figures


async def together(faults, senders, per_second, seconds):
    await asyncio.gather(send_all(faults.web.port, senders, per_second), faults.happen(seconds, PLAN))


def people(number):
    """Return Senders from all over the country, each about a place with one group, in turn in each language."""
    from django.db import connection
    from django.urls import reverse
    from django.utils.translation import override

    from enquiries.place_choices import find_place
    from enquiries.routing import routing_of
    from enquiries.tokens import new_form_token
    from places.models import Municipality

    paths = []
    for language in LANGUAGES:
        with override(language):
            paths.append(reverse("enquiry"))
    values = [f"municipality:{slug}" for slug in Municipality.objects.order_by("slug").values_list("slug", flat=True)]
    places = [value for value in values if not routing_of(find_place(value)).needs_choice]
    connection.close()  # before the database is killed
    return [
        written(turn, paths[turn % len(paths)], places[turn % len(places)], new_form_token(age_seconds=60))
        for turn in range(number)
    ]


def drain(until):
    """Wait until no mail waits any longer, at most until a time.time()."""
    from outbox.models import OutboxMail

    while OutboxMail.objects.filter(state="queued").exists() and time.time() < until:
        time.sleep(0.5)


def show_logs(folder):
    """Print the end of what each process has said."""
    for log in sorted(folder.glob("*.log")):
        print(f"\n{log.name}:", *log.read_text(errors="replace").splitlines()[-20:], sep="\n  ")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
