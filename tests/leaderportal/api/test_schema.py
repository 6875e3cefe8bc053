"""The description for programs is valid, names every resource, and the answers agree with it."""

import jsonschema
import pytest
from django.core.management import call_command
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]
LISTS = "regions municipalities groups areas services duties offers examples projects themes sources".split()
DETAILS = {
    "regions": "06",
    "municipalities": "301",
    "groups": "leader-vesuri",
    "services": "participation",
    "duties": "youth",
    "themes": "culture",
}


@pytest.fixture(scope="module")
def schema(real_data):
    return Client().get("/api/v1/schema/").json()


def agrees(schema, path, answer):
    described = schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(answer, {**described, "components": schema["components"]})


def test_it_is_valid_openapi():
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")


@pytest.mark.parametrize("name", LISTS)
def test_lists_agree_with_it(schema, name):
    agrees(schema, f"/api/v1/{name}/", Client().get(f"/api/v1/{name}/?page_size=1000").json())


@pytest.mark.parametrize(("name", "key"), DETAILS.items())
def test_details_agree_with_it(schema, name, key):
    path = next(path for path in schema["paths"] if path.startswith(f"/api/v1/{name}/{{"))
    agrees(schema, path, Client().get(f"/api/v1/{name}/{key}/").json())


def test_index_names_every_resource(schema):
    index = Client().get("/api/v1/").json()["resources"]
    assert list(index) == LISTS
    for address in index.values():
        assert address.removeprefix("http://testserver") in schema["paths"]


def test_it_is_in_english_for_every_reader():
    described = Client().get("/api/v1/schema/", headers={"Accept-Language": "fi"}).content.decode()
    assert "kunta" not in described.lower().replace("maakunta", "")


@pytest.mark.parametrize("query", ["lang=%00", "version=%00", "format=%00", "x=" + "y" * 5000])
def test_no_parameter_breaks_it(query):
    assert Client().get(f"/api/v1/schema/?{query}").status_code == 200
