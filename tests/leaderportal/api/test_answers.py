"""What goes with every answer of the open data: licence, source, date, and headers for other sites and caches."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils.dateparse import parse_datetime

from enquiries.models import Enquiry
from groups.models import LeaderGroup
from places.models import Region
from projects.search.index import current_index, reindex
from seeding.loader import Loader
from tests.factories import (
    AreaMembershipFactory,
    DutyServiceFactory,
    ExampleActivityFactory,
    LeaderGroupFactory,
    LoadedRowFactory,
    MunicipalityFactory,
    OfficeFactory,
    ProjectFactory,
    ServiceOfferFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
LISTS = "regions municipalities groups areas services duties offers examples projects themes sources".split()
in_every_list = pytest.mark.parametrize("name", LISTS)


def fill(size):
    for number in range(size):
        area = AreaMembershipFactory()
        offer = ServiceOfferFactory(group=area.group)
        OfficeFactory(group=area.group)
        example = ExampleActivityFactory(group=area.group)
        example.services.add(offer.service)
        example.municipalities.add(area.municipality)
        DutyServiceFactory(service=offer.service)
        MunicipalityFactory(successor=area.municipality, valid_to="2020-12-31", region=area.municipality.region)
        LeaderGroupFactory(slug=f"entinen-{number}", successor=area.group, valid_to="2020-12-31")
        ProjectFactory(group=area.group, theme=ThemeFactory())
    reindex()
    current_index()  # a process reads the whole index once; no answer but its first pays for that
    return area


@in_every_list
def test_answer_states_licence_source_and_date(client, name):
    LoadedRowFactory()
    fill(1)
    meta = client.get(f"/api/v1/{name}/").json()["meta"]
    assert meta["licence"]
    assert meta["source"]
    assert parse_datetime(meta["updated"])
    assert client.get(meta["documentation"].removeprefix("http://testserver")).status_code == 200


def log(model, at):
    user = get_user_model().objects.get_or_create(username="editor")[0]
    entry = LogEntry.objects.create(
        user=user, content_type=ContentType.objects.get_for_model(model), object_id="1", action_flag=2
    )
    LogEntry.objects.filter(pk=entry.pk).update(action_time=at)


def test_an_edit_of_the_data_counts_as_update_and_an_enquiry_does_not(client):
    log(LeaderGroup, datetime(2026, 1, 2, tzinfo=UTC))
    log(Enquiry, datetime(2026, 3, 4, tzinfo=UTC))
    assert client.get("/api/v1/").json()["meta"]["updated"] == "2026-01-02T00:00:00+00:00"


def test_a_load_that_changes_a_row_counts_as_update(client):
    row = {"code": "01", "slug": "omala", "name_fi": "Omala", "nuts3": "FI1B1", "iso": "FI-18"}
    dates = []
    for day, name in [(1, "Omala"), (2, "Omala"), (3, "Uusimaa")]:
        with time_machine.travel(datetime(2026, 1, day, tzinfo=UTC), tick=False):
            Loader().load(Region, [{**row, "name_fi": name}], ["code"])
        dates.append(client.get("/api/v1/").json()["meta"]["updated"][:10])
    assert dates == ["2026-01-01", "2026-01-01", "2026-01-03"]


def test_without_data_the_date_is_unknown(client):
    assert client.get("/api/v1/").json()["meta"]["updated"] is None


@pytest.mark.parametrize("path", ["", "schema/", "areas/", "areas/?format=csv", "areas/?x=1", "groups/none/", "none/"])
def test_pages_of_other_sites_may_read_it(client, path):
    answer = client.get(f"/api/v1/{path}", headers={"Origin": "https://kunta.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/fi/", "/embed/municipality/005", "/healthz"])
def test_other_addresses_are_not_opened(client, path):
    assert "Access-Control-Allow-Origin" not in client.get(path)


@pytest.mark.parametrize("path", ["", "schema/", "areas/", "areas/?format=csv"])
def test_answer_may_be_cached_and_revalidated(client, path):
    first = client.get(f"/api/v1/{path}")
    assert first["Cache-Control"] == "public, max-age=300"
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == "*"


def test_changed_data_have_another_tag(client):
    first = client.get("/api/v1/areas/")
    AreaMembershipFactory()
    assert client.get("/api/v1/areas/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_answer_does_not_depend_on_the_reader(client):
    ServiceOfferFactory()
    answers = {
        client.get("/api/v1/offers/", headers={"Accept": accept, "Accept-Language": language}).content
        for accept, language in [("text/html", "sv"), ("text/csv", "fi"), ("x" * 5000, "\u00e5")]
    }
    assert len(answers) == 1


@pytest.mark.slow
@in_every_list
@pytest.mark.parametrize("size", [1, 12])
def test_at_most_fourteen_statements(client, name, size, django_assert_max_num_queries):
    fill(size)
    with django_assert_max_num_queries(14):
        assert client.get(f"/api/v1/{name}/").json()["results"]


@pytest.mark.parametrize("size", [1, 12])
def test_filtered_lists_and_details_take_at_most_fourteen_statements(client, size, django_assert_max_num_queries):
    area = fill(size)
    offer = area.group.offers.get()
    query = f"group={area.group.slug}&service={offer.service.code}"
    for path in [
        f"offers/?{query}",
        f"examples/?{query}&municipality={area.municipality_id}",
        f"groups/{area.group.slug}/",
        f"municipalities/{area.municipality_id}/",
    ]:
        with django_assert_max_num_queries(14):
            assert client.get(f"/api/v1/{path}").status_code == 200
