"""A wrong parameter or address gets an error in JSON; what is no more redirects to its successor."""

import pytest
from django.urls import reverse

from tests.factories import AreaMembershipFactory, LeaderGroupFactory, MunicipalityFactory, RegionFactory

LISTS = (
    "regions municipalities groups areas services duties offers examples themes sources".split()
)  # projects: test_api_projects.py


@pytest.fixture(autouse=True)
def area(db):
    region = RegionFactory(code="06")
    place = MunicipalityFactory(code="005", region=region)
    MunicipalityFactory(code="004", region=region, valid_to="2020-12-31", successor=place)
    group = LeaderGroupFactory(slug="uusi")
    LeaderGroupFactory(slug="vanha", valid_to="2022-12-31", successor=group)
    return AreaMembershipFactory(group=group, municipality=place)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("colour=red", "Unknown parameter 'colour'"),
        ("%00=1", "Unknown parameter"),
        ("page=0", "no page"),
        ("page=2", "no page"),
        ("page=-1", "no page"),
        ("page=last", "no page"),
        ("page=" + "9" * 5000, "no page"),
        ("page=1&page=1", "2 times"),
        ("page=%D9%A1", "no page"),
        ("page_size=0", "no page_size"),
        ("page_size=1001", "Give 1 to 1000"),
        ("page_size=%00", "no page_size"),
        ("format=xml", "Give json or csv"),
        ("format=%00", "no format"),
        ("format=csv&page=x", "no page"),
    ],
)
def test_wrong_parameter_is_named(client, name, query, error):
    answer = client.get(f"/api/v1/{name}/?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/json"
    assert error in answer.json()["detail"]
    assert len(answer.content) < 300


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("municipality=5", "Written like 005"),
        ("municipality=%00", "is no municipality"),
        ("municipality=%D9%A0%D9%A0%D9%A5", "is no municipality"),
        ("municipality=005%0A", "is no municipality"),
        ("municipality=999", "There is no municipality 999"),
        ("municipality=004", "successor 005"),
        ("region=", "is no region"),
        ("group=vanha", "successor uusi"),
        ("group=%3Cb%3E", "is no group"),
        ("group=tuntematon", "There is no group"),
        ("group=" + "a" * 5000, "is no group"),
    ],
)
def test_wrong_value_is_named(client, query, error):
    answer = client.get(f"/api/v1/areas/?{query}")
    assert answer.status_code == 400
    assert error in answer.json()["detail"]


@pytest.mark.parametrize("name", LISTS)
def test_pages_are_bounded_and_lead_on(client, name):
    answer = client.get(f"/api/v1/{name}/?page_size=1").json()
    assert len(answer["results"]) <= 1
    assert (answer["next"] is None) == (answer["count"] <= 1)


def test_following_next_gives_every_row_once(client, area):
    for _more in range(4):
        AreaMembershipFactory(group=area.group)
    address, found = "/api/v1/areas/?page_size=2&group=uusi", []
    while address:
        answer = client.get(address).json()
        found += [row["municipality"] for row in answer["results"]]
        address = answer["next"]
    assert len(found) == len(set(found)) == answer["count"] == 5


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "municipalities/999/",
        "municipalities/5/",
        "groups/none/",
        "regions/14/x/",
        "areas/5/",
    ],
)
def test_wrong_address_gets_json(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is nothing at this address."


def test_nul_in_an_address_is_nothing(client):
    assert client.get("/api/v1/groups/%00/").status_code == 404


def test_detail_takes_no_unknown_parameter(client):
    assert client.get("/api/v1/municipalities/005/?colour=red").status_code == 400


@pytest.mark.parametrize(
    ("old", "new"), [("municipalities/004/", "municipalities/005/"), ("groups/vanha/", "groups/uusi/")]
)
def test_what_is_no_more_leads_to_its_successor(client, old, new):
    answer = client.get(f"/api/v1/{old}?format=csv")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/{new}?format=csv")


def test_group_without_successor_keeps_its_address_but_leaves_the_list(client):
    LeaderGroupFactory(slug="lopetettu", valid_to="2022-12-31")
    assert client.get("/api/v1/groups/lopetettu/").json()["result"]["valid_to"] == "2022-12-31"
    assert [row["slug"] for row in client.get("/api/v1/groups/").json()["results"]] == ["uusi"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_written(client, method):
    answer = getattr(client, method)("/api/v1/areas/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"


def test_address_without_slash_leads_to_the_one_with_it(client):
    assert client.get("/api/v1/areas")["Location"] == reverse("api-areas-list")
