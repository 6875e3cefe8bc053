"""Sub-projects find their theme project, wherever it stands; money is not counted twice."""

from datetime import date
from decimal import Decimal

import pytest

from projects.models import Project
from projects.search.index import Selection, current_index
from tests.projects.imports.rows import counts, parsed, run_import

pytestmark = pytest.mark.django_db


def parents():
    """Return {number: number of the theme project or None}."""
    return dict(Project.objects.values_list("number", "parent__number"))


def test_a_theme_project_further_down_is_found_and_its_money_counts_once():
    run_import(
        parsed(number="2", parent_number="1", granted=Decimal(300)),
        parsed(number="1", kind="theme", granted=Decimal(1000)),
    )
    assert parents() == {"1": None, "2": "1"}
    assert Selection(current_index(), {}, date(2026, 11, 24)).public_funding().eur == 1000


def test_a_second_load_changes_nothing_and_a_move_is_a_change():
    rows = [parsed(number="1", kind="theme"), parsed(number="3", kind="theme"), parsed(number="2", parent_number="1")]
    run_import(*rows)
    assert counts(run_import(*rows)) == {"same": 3}
    rows[2].parent_number = "3"
    assert run_import(*rows).counts["changed"] == 1
    assert parents()["2"] == "3"


@pytest.mark.parametrize("wrong", ["9", "2", "4"])
def test_an_unknown_theme_project_itself_or_one_with_a_theme_project_is_reported_and_left_out(wrong):
    rows = [
        parsed(number="1", kind="theme"),
        parsed(number="4", parent_number="1"),
        parsed(number="2", parent_number=wrong),
    ]
    report = run_import(*rows)
    assert parents()["2"] is None
    assert any(wrong in remark for remark in report.warnings)


def test_two_that_name_each_other_do_not_make_a_circle():
    run_import(parsed(number="1", parent_number="2"), parsed(number="2", parent_number="1"))
    assert sorted(parents().values(), key=str) == ["2", None]


def test_a_theme_project_that_staff_has_chosen_stays():
    run_import(parsed(number="1"), parsed(number="2"))
    Project.objects.filter(number="2").update(edited_fields=["parent"])
    run_import(parsed(number="1"), parsed(number="2", parent_number="1"))
    assert parents()["2"] is None
