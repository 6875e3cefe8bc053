"""The lists of the admin answer what staff asks: what is missing, unchecked, without an address."""

import pytest
from django.urls import reverse

from tests.factories import (
    AreaMembershipFactory,
    LeaderGroupFactory,
    MunicipalityFactory,
    OfficeFactory,
    ServiceFactory,
    ServiceOfferFactory,
)

pytestmark = pytest.mark.django_db


def listed(client, model, **parameters):
    return list(client.get(reverse(f"admin:{model}_changelist"), parameters).context["cl"].result_list)


def test_lists_what_is_told_in_finnish_but_not_in_swedish(admin_client):
    missing = ServiceFactory(name_sv="", text_sv="Text")
    ServiceFactory(name_sv="Tjänst", text_sv="Text")
    assert listed(admin_client, "groups_service", missing="sv") == [missing]


def test_does_not_ask_to_translate_what_is_told_in_no_language(admin_client):
    LeaderGroupFactory(name_sv="Leader", name_en="Leader", summary_fi="", summary_sv=None)
    assert listed(admin_client, "groups_leadergroup", missing="sv") == []


def test_names_the_missing_languages_in_the_list(admin_client):
    ServiceFactory(name_sv="", text_sv="Text", name_en="Service", text_en="Text")
    page = admin_client.get(reverse("admin:groups_service_changelist"))
    assert '<td class="field-missing_languages">sv</td>' in page.content.decode()


def test_lists_groups_without_an_address_for_enquiries(admin_client):
    own = LeaderGroupFactory(enquiry_email="ryhma@leader.example")
    office = OfficeFactory(email="toimisto@leader.example").group
    none, empty = LeaderGroupFactory(), OfficeFactory().group
    assert set(listed(admin_client, "groups_leadergroup", email="no")) == {none, empty}
    assert set(listed(admin_client, "groups_leadergroup", email="yes")) == {own, office}


def test_lists_working_and_former_groups(admin_client):
    working, former = LeaderGroupFactory(), LeaderGroupFactory(valid_to="2022-12-31")
    assert listed(admin_client, "groups_leadergroup", works="yes") == [working]
    assert listed(admin_client, "groups_leadergroup", works="no") == [former]


def test_counts_municipalities_of_today_and_unconfirmed_offers(admin_client):
    group = LeaderGroupFactory()
    AreaMembershipFactory.create_batch(3, group=group)
    AreaMembershipFactory(group=group, valid_to="2022-12-31")
    ServiceOfferFactory.create_batch(2, group=group)
    ServiceOfferFactory(group=group, is_confirmed=True)
    [row] = listed(admin_client, "groups_leadergroup")
    assert (row.areas_now, row.unconfirmed) == (3, 2)


def test_search_forgives_the_case_of_swedish_and_finnish_letters(admin_client):
    wanted = MunicipalityFactory(name_fi="Äänekoski")
    MunicipalityFactory(name_fi="Oulu")
    for text in ["äänekoski", "ÄÄNEKOSKI", "Äänek"]:
        assert listed(admin_client, "places_municipality", q=text) == [wanted]


def test_search_knows_the_name_in_every_language(admin_client):
    wanted = LeaderGroupFactory(name_sv="Aktion Österbotten")
    assert listed(admin_client, "groups_leadergroup", q="österbotten") == [wanted]


def test_leads_to_the_page_of_a_group(admin_client):
    group = LeaderGroupFactory()
    page = admin_client.get(reverse("admin:groups_leadergroup_change", args=[group.pk]))
    [link] = [part for part in page.content.decode().split('href="') if "viewsitelink" in part]
    assert admin_client.get(link.split('"')[0]).url.endswith(group.get_absolute_url())
