"""The history shows and restores to each member of staff only what the forms of their groups show and let them edit."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from groups.models import Contact, ExampleActivity, LeaderGroup, Membership
from tests.factories import ContactFactory, ExampleActivityFactory, LeaderGroupFactory, RegionFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return LeaderGroupFactory(name_fi="Leader Oma", summary_fi="Vanha")


@pytest.fixture
def other():
    return LeaderGroupFactory(name_fi="Leader Muu")


@pytest.fixture
def editor(client, own):
    """A browser in which an editor of one group has signed in."""
    user = get_user_model().objects.create_user("toimija", "toimija@ryhma.example", "x", is_staff=True)
    Membership.objects.create(user=user, role="editor", group=own)
    client.force_login(user)
    return client


def history(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_history", args=[obj.pk])


def restore(client, page, record):
    return client.post(page, {"version": f"{record.instance_type._meta.label_lower}:{record.pk}"})


def test_an_editor_restores_what_they_may_edit_and_nothing_else(editor, own):
    LeaderGroup.objects.filter(pk=own.pk).update(summary_fi="Uusi", valid_from="2024-01-01", slug="toinen")
    own.refresh_from_db()
    own.save()
    assert restore(editor, history(own), LeaderGroup.history.earliest()).status_code == 302
    own.refresh_from_db()
    assert (own.summary_fi, str(own.valid_from), own.slug) == ("Vanha", "2024-01-01", "toinen")


def test_the_history_of_another_group_does_not_exist(editor, other):
    assert editor.get(history(other)).status_code == 302
    assert restore(editor, history(other), LeaderGroup.history.filter(id=other.pk).first()).status_code == 302


def test_what_has_passed_to_another_group_cannot_be_taken_back(editor, own, other):
    contact, example = ContactFactory(group=own), ExampleActivityFactory(group=own)
    for row in (contact, example):
        row.group = other
        row.save()
        assert restore(editor, history(own), type(row).history.earliest()).status_code == 403
        row.refresh_from_db()
        assert row.group == other


def test_what_came_from_another_group_cannot_be_sent_back(editor, own, other):
    example = ExampleActivityFactory(group=other, text_fi="Muiden salaisuus")
    example.group, example.text_fi = own, "Oma teksti"
    example.save()
    page = Page(editor.get(history(example)))
    assert [text for text in page.texts("#change-history li") if "Oma teksti" in text]
    assert "Muiden salaisuus" not in "".join(text.rpartition("→")[2] for text in page.texts("#change-history li"))
    assert restore(editor, history(example), ExampleActivity.history.earliest()).status_code == 403


def test_a_deleted_part_of_the_own_group_comes_back(editor, own):
    contact = ContactFactory(group=own, person="Aino Esimerkki")
    contact.delete()
    assert restore(editor, history(own), Contact.history.latest()).status_code == 302
    assert Contact.objects.get().person == "Aino Esimerkki"


def test_a_deleted_row_is_for_superusers(editor, own, other, admin_client):
    example = ExampleActivityFactory(group=other)
    page = history(example)
    example.delete()
    assert editor.get(page).status_code == 302
    assert admin_client.get(page).status_code == 200


def test_who_may_only_look_cannot_restore(client, own):
    region = RegionFactory()
    own.home_region, own.summary_fi = region, "Uusi"
    own.save()
    user = get_user_model().objects.create_user("maakunta", "koordinaattori@maakunta.example", "x", is_staff=True)
    Membership.objects.create(user=user, role="region_coordinator", region=region)
    client.force_login(user)
    page = Page(client.get(history(own)))
    assert any("Vanha → Uusi" in change for change in page.texts("#change-history li"))
    assert not page.select("button[name=version]")
    assert restore(client, history(own), LeaderGroup.history.earliest()).status_code == 403
