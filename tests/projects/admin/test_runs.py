"""The history of loads in the admin: rows by outcome, rejected rows to take home, undoing with a question first."""

from decimal import Decimal

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from projects.imports.rollback import estimate
from projects.models import ImportRow, ImportRun, Project
from tests.factories import LeaderGroupFactory
from tests.page import Page
from tests.projects.imports.rows import parsed, run_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    """A load with rows of many outcomes."""
    LeaderGroupFactory(name_fi="Leader Yksi")
    run_import(*(parsed(number=str(n)) for n in range(20)))
    changed = [parsed(number=str(n), granted=Decimal(100 + n), group_name="Leader Yksi") for n in range(10)]
    rejected = parsed(number="77", title="=Laavu", problems=["Syy."])
    copy = parsed(number="0", titles={"sv": "Tak"})
    same = [parsed(number=str(n)) for n in range(10, 19)]
    report = run_import(*changed, rejected, copy, *same, headers=["Hankkeen nimi", "Hankenumero"])
    return ImportRun.objects.get(pk=report.run)


def test_an_import_has_its_counts_and_links_to_its_rows(admin_client, run):
    page = Page(admin_client.get(reverse("admin:projects_importrun_change", args=[run.pk])))
    addresses = page.addresses("#content")
    rows = reverse("admin:projects_importrow_changelist")
    for outcome in ("changed", "copy", "rejected", "gone"):
        assert f"{rows}?run__exact={run.pk}&outcome__exact={outcome}" in addresses
    assert reverse("admin:projects_importrun_rejected", args=[run.pk]) in addresses


def test_rows_show_names_instead_of_ids(admin_client, run):
    page = admin_client.get(
        reverse("admin:projects_importrow_changelist"), {"run__exact": run.pk, "outcome__exact": "changed"}
    )
    changes = " ".join(Page(page).texts("#result_list .field-changes_text"))
    assert "Leader Yksi" in changes
    assert "100,00 €" in changes
    row = ImportRow.objects.filter(outcome="changed").first()
    assert admin_client.get(reverse("admin:projects_importrow_change", args=[row.pk])).status_code == 200


def test_rejected_rows_come_back_in_the_order_of_their_file(admin_client, run):
    response = admin_client.get(reverse("admin:projects_importrun_rejected", args=[run.pk]))
    lines = response.getvalue().decode("utf-8-sig").splitlines()
    assert lines == ["Hankkeen nimi;Hankenumero;rejected_line;rejected_because", "'=Laavu;77;12;Syy."]


def test_undoing_asks_first(admin_client, run):
    address = reverse("admin:projects_importrun_undo", args=[run.pk])
    assert admin_client.get(address).status_code == 200
    assert Project.objects.exclude(public_funding_eur=None).exists()
    admin_client.post(address)
    assert not Project.objects.exclude(public_funding_eur=None).exists()
    assert Project.objects.filter(is_published=True).count() == 20
    run.refresh_from_db()
    assert run.undone_at
    assert Page(admin_client.get(address)).text(".errornote")


def test_undoing_a_load_that_made_most_of_its_source_needs_a_tick(admin_client):
    run_import(parsed(number="1"), parsed(number="2"))
    address = reverse("admin:projects_importrun_undo", args=[ImportRun.objects.get().pk])
    page = Page(admin_client.get(address))
    assert page.only("input[name=force]") is not None
    assert estimate(ImportRun.objects.get()).line() in page.texts("#content p")
    response = admin_client.post(address)
    assert (response.url, Project.objects.count()) == (address, 2)
    with zeal_ignore():  # each project that is deleted leaves a version, a row at a time
        admin_client.post(address, {"force": "on"})
    assert not Project.objects.exists()


def test_an_older_load_cannot_be_undone_by_its_address(admin_client, run):
    older = ImportRun.objects.order_by("pk").first()
    admin_client.post(reverse("admin:projects_importrun_undo", args=[older.pk]))
    assert Project.objects.count() == 20


def test_a_load_is_neither_changed_nor_deleted_by_hand(admin_client, run):
    assert admin_client.post(reverse("admin:projects_importrun_delete", args=[run.pk])).status_code == 403
    assert admin_client.get(reverse("admin:projects_importrun_changelist")).status_code == 200
