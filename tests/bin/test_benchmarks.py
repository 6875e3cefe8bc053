"""The benchmarks start from a clean clone and measure everything: run with tiny sizes, as `make bench` runs them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def output_of(script, *arguments):
    """Return what a script prints. It ends with 1 when a bound is broken, as tiny sizes or a busy machine may do."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "DJANGO_"))}
    command = [sys.executable, f"bin/{script}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_pages_are_measured():
    printed = output_of("bench.py", "--rounds", "1")
    for part in ("load_places", "load_groups", "/fi/kunnat/kuhmoinen/", "/fi/yhteydenotto/ sent"):
        assert part in printed


@pytest.mark.slow
def test_projects_at_scale_are_measured():
    printed = output_of("bench_projects.py", "--sizes", "20", "--rows", "20", "--calls", "2")
    for part in ("three facets, words", "import of 20 rows", "CSV of 20", "JSON of 20", "XLSX of 20"):
        assert part in printed


@pytest.mark.parametrize(("arguments", "reason"), [([], "--projects"), (["--projects", "-1"], "negative")])
def test_the_command_for_scale_data_wants_a_number(arguments, reason):
    command = [sys.executable, "bin/scale_data.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert reason in done.stderr
