"""A real Chromium against a real server with the shipped data, as `make run` serves it. Skipped without Chromium.

Each worker of a parallel run has a server and a database of its own; the data is loaded once and copied.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from .addresses import FORM, fill_in, open_page, send

ROOT = Path(__file__).parents[2]
CHROMIUM_FLAGS = """
    no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync
"""

# Playwright keeps an event loop in this process. Django would refuse the database to every later test because of it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def chromium():
    """Return the path of the browser."""
    path = shutil.which("chromium")
    if not path:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium):
    flags = [f"--{flag}" for flag in CHROMIUM_FLAGS.split()]
    return {**browser_type_launch_args, "executable_path": chromium, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "fi-FI", "viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="session")
def base_url(chromium, tmp_path_factory):
    """Serve the portal; pages are then opened by their path alone."""
    environment = _environment(_own_copy_of_the_data(tmp_path_factory))
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        # The server gets the open socket: nobody can take the port in between, and a request before it is ready waits.
        descriptor, port = listening.fileno(), listening.getsockname()[1]
        command = f"-m gunicorn leaderportal.wsgi --bind fd://{descriptor} --threads 4 --no-control-socket"
        server = subprocess.Popen(
            [sys.executable, *command.split(), "--log-level", "warning"],
            cwd=ROOT,
            env=environment,
            pass_fds=[descriptor],
        )
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=20)


def _own_copy_of_the_data(tmp_path_factory):
    """Return the path of a database with all shipped data, loaded by whichever worker comes first."""
    own = tmp_path_factory.mktemp("portal") / "portal.sqlite3"
    # Parallel workers have folders of their own beside each other; a single process has none to share with.
    is_parallel = "PYTEST_XDIST_WORKER" in os.environ
    shared = (tmp_path_factory.getbasetemp().parent if is_parallel else own.parent) / "prepared.sqlite3"
    with open(shared.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            loading = shared.with_suffix(".loading")
            subprocess.run(
                [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=_environment(loading), check=True, stdout=-3
            )
            loading.rename(shared)
    shutil.copyfile(shared, own)
    return own


def _environment(database):
    # The product's settings, not those of the tests.
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "leaderportal.settings",
        "DATABASE_URL": f"sqlite:///{database}",
        "DEBUG": "1",
    }


@pytest.fixture(scope="session")
def receipt_address(browser, base_url):
    """Send one enquiry for all tests, since the portal takes few in an hour, and return the address of its receipt."""
    page = browser.new_page(base_url=base_url)
    page.goto(FORM)
    fill_in(page)
    send(page)
    address = page.url
    page.close()
    return address


@pytest.fixture
def visit(page):
    """Return a function that opens a page by its name in addresses.PAGES and returns its response."""
    return lambda name: open_page(page, name)
