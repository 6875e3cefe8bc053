"""The stylesheet: joined from its parts, light as it is sent, every colour and breakpoint named once."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from leaderportal.stylesheet import NAME, PARTS, joined

SOURCE = Path(__file__).parents[2] / "static/css/portal"
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|light-dark)\(")


@pytest.fixture
def css():
    return joined(SOURCE)


def test_every_part_is_joined():
    assert {path.stem for path in SOURCE.glob("*.css")} == set(PARTS)


def test_it_is_at_most_9_kb_as_it_is_sent(css):
    assert len(gzip.compress(css.encode())) <= 9_000


def test_each_breakpoint_stands_in_place_of_its_name(css):
    assert "@custom-media" not in re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    assert "@media (min-width: 56rem) {" in css
    assert not re.search(r"@media[^{]*\(--", css)


def test_a_breakpoint_that_has_no_name_is_an_error(tmp_path):
    for part in PARTS:
        (tmp_path / f"{part}.css").write_text("@media (--watch) { a { color: red; } }" if part == "pages" else "")
    with pytest.raises(KeyError, match="watch"):
        joined(tmp_path)


@pytest.mark.parametrize("part", set(PARTS) - {"tokens"})
def test_colours_and_breakpoints_are_named_in_the_tokens_only(part):
    css = (SOURCE / f"{part}.css").read_text("utf-8")
    if part == "print":  # paper is white whatever the tokens say
        css = css.replace("--paper: #fff", "")
    assert COLOUR.findall(css) == []
    assert re.findall(r"@media[^{]*(?:width|height)[^{]*", css) == []


def test_static_files_know_the_joined_file(css, settings, tmp_path):
    assert Path(finders.find(NAME)).read_text("utf-8") == css
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / NAME).read_text("utf-8") == css
