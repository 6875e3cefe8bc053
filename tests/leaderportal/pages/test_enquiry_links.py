"""A question on a service or duty from the page of a municipality or group goes there, with the topic chosen."""

import pytest

from tests.factories import DutyServiceFactory, MunicipalityFactory
from tests.leaderportal.pages.world import address, make_world
from tests.page import main_part, text_of

pytestmark = pytest.mark.django_db
HERE = "?municipality=omala"


@pytest.fixture(autouse=True)
def world(db):
    """Duty "nuoriso": service "kylat" is known to be offered, "uusi" is not."""
    make_world()
    DutyServiceFactory(duty__slug="nuoriso2", service__slug="uusi", service__name_fi="Uusi")


def link(client, path, text):
    """Return the address that the only link with a text leads to."""
    [target] = {link.get("href") for link in main_part(client.get(path)).select("a") if text_of(link) == text}
    return target


def test_a_question_on_a_municipalitys_page_opens_the_form_with_it_and_both_topics_chosen(client):
    target = link(client, address("municipality", "omala"), "Uusi")
    assert target == f"{address('enquiry')}{HERE}&duty=nuoriso2&service=uusi"
    form = client.get(target).context["form"]
    assert form["place"].value() == "municipality:omala"
    assert (form["duties"].value(), form["services"].value()) == (["nuoriso2"], ["uusi"])


def test_a_question_on_a_groups_page_opens_its_form_with_the_service_chosen(client):
    target = link(client, address("group", "kuusi"), "Uusi")
    form = client.get(target).context["form"]
    assert form.prefill.group.slug == "kuusi"
    assert form["services"].value() == ["uusi"]


@pytest.mark.parametrize(("name", "slug", "text"), [("duty", "nuoriso", "Nuoriso"), ("service", "kylat", "Kylät")])
def test_the_municipality_goes_along_over_service_and_duty_to_the_form(client, name, slug, text):
    page = link(client, address("municipality", "omala"), text)
    assert page == address(name, slug) + HERE
    target = link(client, page, "Ask your group about this")
    assert target == f"{address('enquiry')}{HERE}&{name}={slug}"


def test_it_goes_along_between_service_and_duty(client):
    assert link(client, address("service", "kylat") + HERE, "Nuoriso") == address("duty", "nuoriso") + HERE
    assert link(client, address("duty", "nuoriso") + HERE, "More on Kylät") == address("service", "kylat") + HERE


@pytest.mark.parametrize(("name", "slug"), [("duty", "nuoriso"), ("service", "kylat")])
def test_an_unknown_municipality_is_left_out(client, name, slug):
    for value in ["", "nowhere", "%00", "%ff", "omala%22", "region:keskimaa", "x" * 5000]:
        page = f"{address(name, slug)}?municipality={value}"
        assert link(client, page, "Ask your group about this") == f"{address('enquiry')}?{name}={slug}", value


def test_a_dissolved_municipality_is_its_successor(client):
    successor = MunicipalityFactory(slug="seuraaja")
    MunicipalityFactory(slug="vanha", successor=successor, valid_to="2009-01-01")
    target = link(client, address("service", "kylat") + "?municipality=vanha", "Ask your group about this")
    assert "?municipality=seuraaja&" in target
