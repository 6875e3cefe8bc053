"""Every edit of content is recorded as a version, in three languages, and an earlier one can be restored."""

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from groups import services
from groups.models import Contact, LeaderGroup, ServiceOffer
from history import versions
from history.diff import versions_with_changes
from places.models import FindableName
from tests.factories import (
    ContactFactory,
    DutyFactory,
    ExampleActivityFactory,
    LeaderGroupFactory,
    ServiceFactory,
    ServiceOfferFactory,
)
from tests.groups.admin.test_edit import save
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    """A group as a loader writes it: without versions."""
    group = LeaderGroupFactory(
        name_fi="Leader Ennen", name_sv="Leader Förr", name_en="Leader Before", summary_fi="Vanha"
    )
    LeaderGroup.history.all().delete()
    return group


def history(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_history", args=[obj.pk])


def restore_oldest(client, page, model, **lookups):
    """Restore the oldest version that the lookups choose."""
    record = model.history.filter(**lookups).order_by("history_id").first()
    return client.post(page, {"version": f"{model._meta.label_lower}:{record.pk}"}, follow=True)


def test_the_first_edit_also_records_what_was_loaded(admin_client, group):
    save(admin_client, group, summary_fi="Uusi")
    records = LeaderGroup.history.order_by("history_id")
    assert [(record.summary_fi, str(record.history_user or "")) for record in records] == [
        ("Vanha", ""),
        ("Uusi", "admin"),
    ]


def test_a_load_between_two_edits_becomes_a_version_of_its_own(admin_client, group):
    save(admin_client, group, summary_fi="Uusi")
    LeaderGroup.objects.update(founded_year=1996)  # as a loader does
    save(admin_client, group, summary_fi="Uusin")
    timeline = versions_with_changes({LeaderGroup: {"id": group.pk}})
    assert [(version.author, [change.after for change in version.changes]) for version in timeline][:2] == [
        ("admin", ["Uusin"]),
        ("", ["1996"]),
    ]


def test_an_earlier_version_is_restored_in_all_three_languages(admin_client, group):
    save(admin_client, group, name_fi="Leader Nyt", name_sv="Leader Nu", name_en="Leader Now")
    restore_oldest(admin_client, history(group), LeaderGroup)
    group.refresh_from_db()
    assert (group.name_fi, group.name_sv, group.name_en) == ("Leader Ennen", "Leader Förr", "Leader Before")
    assert FindableName.objects.filter(kind="group", key="förr", target=group.slug).exists()
    assert LeaderGroup.history.latest().history_user.get_username() == "admin"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_language_of_the_user_who_restores_does_not_matter(admin_client, group, language, settings):
    save(admin_client, group, name_fi="Leader Nyt", name_sv="", name_en="Leader Now")
    admin_client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    restore_oldest(admin_client, history(group), LeaderGroup)
    names = LeaderGroup.objects.values_list("name_fi", "name_sv", "name_en").get()
    assert names == ("Leader Ennen", "Leader Förr", "Leader Before")


def test_the_history_of_a_group_lists_its_parts(admin_client, group):
    contact = ContactFactory(group=group, role_fi="Neuvoja", person="Aino Esimerkki")
    save(admin_client, group, **{"contacts-0-person": "Bertta Esimerkki"})
    changes = Page(admin_client.get(history(group))).texts("#change-history li")
    assert any("Aino Esimerkki → Bertta Esimerkki" in change for change in changes)
    restore_oldest(admin_client, history(group), Contact)
    contact.refresh_from_db()
    assert contact.person == "Aino Esimerkki"


def test_a_deleted_part_comes_back_with_its_relations(admin_client, group):
    contact = ContactFactory(group=group, role_fi="Neuvoja")
    duty = DutyFactory()
    contact.topics.add(duty)
    save(admin_client, group, **{"contacts-0-DELETE": "on"})
    assert not Contact.objects.exists()
    restore_oldest(admin_client, history(group), Contact, history_type="-")
    restored = Contact.objects.get()
    assert (restored.role_fi, list(restored.topics.all())) == ("Neuvoja", [duty])


def test_an_example_comes_back_with_its_services(admin_client):
    example, service = ExampleActivityFactory(), ServiceFactory()
    save(admin_client, example, services=[service.pk])
    save(admin_client, example, services=[])
    version = next(v for v in type(example).history.order_by("history_id") if v.services.exists())
    admin_client.post(history(example), {"version": f"groups.exampleactivity:{version.pk}"})
    assert list(example.services.all()) == [service]


def test_a_confirmed_offer_is_a_version(admin_client):
    offer = ServiceOfferFactory()
    services.confirm_offers([offer], on="2026-11-24", by="Aino")
    assert ServiceOffer.history.first().is_confirmed
    assert ServiceOffer.history.count() == 2


def test_a_version_that_another_row_has_replaced_is_refused_in_words(admin_client, group):
    offer = ServiceOfferFactory(group=group)
    with zeal_ignore():
        admin_client.post(reverse("admin:groups_serviceoffer_delete", args=[offer.pk]), {"post": "yes"})
    ServiceOfferFactory(group=group, service=offer.service)
    answer = restore_oldest(admin_client, history(group), ServiceOffer, history_type="-")
    assert "ei voi palauttaa" in answer.content.decode() or "cannot be brought back" in answer.content.decode()
    assert ServiceOffer.objects.count() == 1


def test_a_version_of_something_else_is_refused(admin_client, group):
    other = LeaderGroupFactory()
    assert restore_oldest(admin_client, history(group), LeaderGroup, id=other.pk).status_code == 403
    assert admin_client.post(history(group), {"version": "x:\x00"}).status_code in (400, 403)


def test_the_page_asks_the_database_the_same_for_many_versions(admin_client, group, django_assert_max_num_queries):
    for number in range(6):
        ContactFactory(group=group, role_fi=f"Rooli {number}")
        group.summary_fi = f"Teksti {number}"
        group.save()
    with django_assert_max_num_queries(40):
        assert admin_client.get(history(group)).status_code == 200


def test_what_is_recorded_already_is_not_recorded_twice(group):
    versions.record_current(LeaderGroup, [group.pk])
    versions.record_current(LeaderGroup, [group.pk])
    assert LeaderGroup.history.count() == 1
