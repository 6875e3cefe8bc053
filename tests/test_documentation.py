"""The documentation names files that are there, and links lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]  # not docs/adr: a decision keeps the names of its day
# A file of the checkout; addresses of the open data end in a slash, and names in capitals stand for others.
FILE = re.compile(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|html|css|js|toml|csv|json|sh))`")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@pages
def test_every_file_that_is_named_is_there(page):
    named = {name for name in FILE.findall(page.read_text("utf-8")) if "/" in name and not name.startswith("var/")}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pages
def test_every_link_leads_to_a_file(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_index_names_every_page_and_decision():
    index = (ROOT / "docs/README.md").read_text("utf-8")
    others = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md") if path.name != "README.md"]
    assert [str(path) for path in others if f"({path})" not in index] == []
