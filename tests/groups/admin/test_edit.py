"""What staff corrects in the admin is found by the new words at once, and mistakes are told in words."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from zeal import zeal_ignore

from adminbase.translations import translated_columns
from groups.models import AreaMembership, DutyService, ExampleActivity, LeaderGroup, Service, ServiceOffer
from places.models import FindableName, Municipality, Shape
from search.models import SearchEntry
from tests.factories import (
    AreaMembershipFactory,
    DutyFactory,
    ExampleActivityFactory,
    LeaderGroupFactory,
    MunicipalityFactory,
    ServiceFactory,
    ServiceOfferFactory,
)
from tests.forms import untouched

pytestmark = pytest.mark.django_db


def address(obj, page="change"):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_{page}", args=[obj.pk])


def as_shown(client, obj):
    return untouched(client.get(address(obj)).content.decode(), f"{obj._meta.model_name}_form")


def save(client, obj, **changes):
    # Django's own formsets look up each row of an inline by itself.
    with zeal_ignore():
        return client.post(address(obj), as_shown(client, obj) | changes)


def add_row(values, prefix, **row):
    """Add a row to an inline, as the button "add another" does."""
    number = int(values[f"{prefix}-TOTAL_FORMS"])
    values |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    values[f"{prefix}-TOTAL_FORMS"] = number + 1


def errors(response):
    context = response.context
    return str([context["errors"], *(inline.formset.non_form_errors() for inline in context["inline_admin_formsets"])])


def picture():
    data = io.BytesIO()
    Image.new("RGB", (2, 2)).save(data, "PNG")
    return SimpleUploadedFile("kuva.png", data.getvalue(), "image/png")


def test_a_new_name_of_a_group_is_found_in_every_language(admin_client):
    group = LeaderGroupFactory()
    assert save(admin_client, group, name_sv="Leader Skärgården").status_code == 302
    assert FindableName.objects.filter(kind="group", key="skärgården", target=group.slug).exists()
    assert SearchEntry.objects.get(kind="group", language="sv").title == "Leader Skärgården"


def test_a_deleted_group_is_found_no_more(admin_client):
    group = LeaderGroupFactory()
    save(admin_client, group, name_fi="Leader Kadonnut")
    admin_client.post(address(group, "delete"), {"post": "yes"})
    assert not LeaderGroup.objects.exists()
    assert not SearchEntry.objects.filter(kind="group").exists()
    assert not FindableName.objects.filter(kind="group").exists()


def test_groups_deleted_from_the_list_are_found_no_more(admin_client):
    group = LeaderGroupFactory()
    save(admin_client, group, name_fi="Leader Kadonnut")
    values = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
    admin_client.post(reverse("admin:groups_leadergroup_changelist"), values)
    assert not SearchEntry.objects.filter(kind="group").exists()


def test_a_municipality_added_to_the_area_is_drawn_on_the_map_of_groups(admin_client):
    group, municipality = LeaderGroupFactory(), MunicipalityFactory()
    values = as_shown(admin_client, group)
    add_row(values, "areas", municipality=municipality.pk, coverage="full", confidence="high")
    assert admin_client.post(address(group), values).status_code == 302
    assert {tuple(shape.members) for shape in Shape.objects.filter(layer="group", key=group.slug)} == {
        (municipality.code,)
    }


def test_a_municipality_twice_in_an_area_is_told_in_words(admin_client):
    group, municipality = LeaderGroupFactory(), MunicipalityFactory()
    values = as_shown(admin_client, group)
    for _time in range(2):
        add_row(values, "areas", municipality=municipality.pk, coverage="full", confidence="high")
    with zeal_ignore():
        response = admin_client.post(address(group), values)
    assert response.status_code == 200
    assert municipality.name in errors(response)
    assert not AreaMembership.objects.exists()


def test_a_dissolved_municipality_is_not_taken_into_an_area(admin_client):
    successor = MunicipalityFactory()
    gone = MunicipalityFactory(valid_to="2020-12-31", successor=successor)
    area = AreaMembershipFactory(municipality=successor)
    assert save(admin_client, area, municipality=gone.pk).status_code == 200
    area.refresh_from_db()
    assert area.municipality == successor


EDITED = [LeaderGroup, ServiceOffer, AreaMembership, Municipality]


def columns_of(model):
    # What a translated field without its language holds depends on the reader.
    return [field.attname for field in model._meta.concrete_fields if field.name not in translated_columns(model)]


def everything():
    return [list(model.objects.values(*columns_of(model))) for model in EDITED]


def empty_texts_as_the_loaders_write_them():
    for model in EDITED:
        for column in (column for columns in translated_columns(model).values() for column in columns):
            model.objects.filter(**{column: None}).update(**{column: ""})


def test_saving_what_nobody_touched_changes_nothing(admin_client):
    offer = ServiceOfferFactory(text_fi="Yksi\nkaksi", text_sv="Ett\ntvå")
    AreaMembershipFactory(group=offer.group)
    empty_texts_as_the_loaders_write_them()
    before = everything()
    for obj in (offer.group, offer, offer.group.areas.get(), offer.group.areas.get().municipality):
        assert save(admin_client, obj).status_code == 302
    assert before == everything()
    assert not SearchEntry.objects.exists()  # nothing to compute again either


def test_a_new_date_of_checking_leaves_what_is_computed_alone(admin_client):
    offer = ServiceOfferFactory()
    assert save(admin_client, offer, checked_on="2026-11-24").status_code == 302
    assert not SearchEntry.objects.exists()
    save(admin_client, offer, text_fi="Kyläkävelyt")
    assert SearchEntry.objects.exists()


def test_a_new_name_of_a_service_is_found(admin_client):
    service = ServiceFactory()
    save(admin_client, service, name_en="Village walks")
    assert SearchEntry.objects.get(kind="service", language="en").title == "Village walks"


def test_the_address_of_a_service_stays(admin_client):
    service = ServiceFactory()
    save(admin_client, service, slug="toinen", code="other")
    assert Service.objects.get().slug == service.slug
    assert Service.objects.get().code == service.code


def test_services_of_a_duty_are_edited_with_it(admin_client):
    duty, service = DutyFactory(), ServiceFactory()
    values = as_shown(admin_client, duty)
    add_row(values, "links", service=service.pk, order=3)
    admin_client.post(address(duty), values)
    assert DutyService.objects.get().order == 3


def test_a_new_name_of_a_municipality_is_found(admin_client):
    area = AreaMembershipFactory()
    save(admin_client, area.municipality, name_sv="Nyköping")
    assert FindableName.objects.filter(key="nyköping", target=area.municipality_id).exists()
    assert SearchEntry.objects.get(kind="municipality", language="sv").title == "Nyköping"
    assert "Nyköping" in SearchEntry.objects.get(kind="group", language="sv").text


def test_a_municipality_in_a_group_is_not_deleted_but_told_why(admin_client):
    area = AreaMembershipFactory()
    response = admin_client.post(address(area.municipality, "delete"), {"post": "yes"})
    assert response.status_code == 200
    assert response.context["protected"]
    assert Municipality.objects.filter(pk=area.municipality_id).exists()


def test_a_successor_is_not_deleted_but_told_why(admin_client):
    group = LeaderGroupFactory()
    LeaderGroupFactory(valid_to="2022-12-31", successor=group)
    response = admin_client.post(address(group, "delete"), {"post": "yes"})
    assert response.context["protected"]
    assert LeaderGroup.objects.filter(pk=group.pk).exists()


def test_chosen_offers_are_confirmed_with_day_and_name(admin_client, admin_user, time_machine):
    time_machine.move_to("2026-11-24 12:00:00+02:00")
    chosen, other = ServiceOfferFactory.create_batch(2)
    values = {"action": "confirm", "_selected_action": [chosen.pk]}
    admin_client.post(reverse("admin:groups_serviceoffer_changelist"), values)
    chosen.refresh_from_db()
    other.refresh_from_db()
    assert (chosen.is_confirmed, str(chosen.checked_on), chosen.checked_by) == (True, "2026-11-24", str(admin_user))
    assert not other.is_confirmed
    assert not other.checked_on


def test_an_offer_ticked_as_confirmed_gets_todays_date(admin_client, time_machine):
    time_machine.move_to("2026-11-24 12:00:00+02:00")
    offer = ServiceOfferFactory()
    save(admin_client, offer, is_confirmed="on")
    offer.refresh_from_db()
    assert str(offer.checked_on) == "2026-11-24"


def test_a_picture_needs_its_text(admin_client):
    example = ExampleActivityFactory()
    response = save(admin_client, example, picture=picture())
    assert "picture_text_fi" in response.context["adminform"].form.errors
    assert save(admin_client, example, picture=picture(), picture_text_sv="En bybastu").status_code == 302
    assert ExampleActivity.objects.get().picture


@pytest.mark.parametrize("chosen", [["suomi"], ["fi", "xx"], ["\0"], []])
def test_working_languages_are_chosen_from_those_known(admin_client, chosen):
    group = LeaderGroupFactory(languages="fi;sv")
    assert "languages" in save(admin_client, group, languages=chosen).context["adminform"].form.errors


def test_working_languages_are_check_boxes_and_stay_as_they_are_when_untouched(admin_client):
    group = LeaderGroupFactory(languages="sv;fi")
    form = as_shown(admin_client, group)
    assert sorted(form["languages"]) == ["fi", "sv"]
    assert save(admin_client, group).status_code == 302
    assert LeaderGroup.objects.get().languages == "sv;fi"
    assert save(admin_client, group, languages=["en", "fi", "se"]).status_code == 302
    assert LeaderGroup.objects.get().languages == "fi;se;en"


@pytest.mark.parametrize("text", ["1234", "33100,33200", "abcde"])
def test_postal_codes_of_a_part_have_five_digits(admin_client, text):
    area = AreaMembershipFactory(coverage="part")
    assert "postal_codes" in save(admin_client, area, postal_codes=text).context["adminform"].form.errors
