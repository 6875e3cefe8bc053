"""The open data hold what the pages show: every row, its codes as they are officially written, nobody's name."""

import pytest
from django.db.models import Q
from django.test import Client

from groups.coverage import municipality_coverages
from groups.evidence import examples_of_services, service_statuses
from groups.models import AreaMembership, LeaderGroup, Service
from projects.search.index import current_index
from projects.service_evidence import evidence_by_service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]


def rows(name, **query):
    answer = Client().get(f"/api/v1/{name}/", {"page_size": "1000", **query})
    assert answer.status_code == 200
    assert answer.json()["next"] is None
    return answer.json()["results"]


def detail(name, key):
    return Client().get(f"/api/v1/{name}/{key}/").json()["result"]


def test_every_area_row_is_there():
    expected = AreaMembership.objects.values_list(
        "group__slug", "municipality__code", "coverage", "confidence", "source", "part_fi"
    )
    answered = [
        (row["group"], row["municipality"], row["coverage"], row["confidence"], row["source"], row["part_fi"] or "")
        for row in rows("areas")
    ]
    assert len(answered) == 309
    assert sorted(answered) == sorted(expected)


def test_municipalities_name_the_groups_that_their_pages_name():
    slug_of = dict(LeaderGroup.objects.values_list("pk", "slug"))
    expected = {
        place.code: {(slug_of[pk], share.coverage, share.part_fi or None) for pk, share in place.shares.items()}
        for place in municipality_coverages()
    }
    answered = {
        row["code"]: {(share["group"], share["coverage"], share["part_fi"]) for share in row["groups"]}
        for row in rows("municipalities")
    }
    assert len(answered) == 308
    assert answered == expected


def test_groups_name_the_municipalities_of_their_areas():
    answered = {(row["slug"], share["municipality"]) for row in rows("groups") for share in row["municipalities"]}
    assert answered == set(AreaMembership.objects.values_list("group__slug", "municipality__code"))


def test_offers_are_what_is_known_of_each_group():
    groups, services = list(LeaderGroup.objects.current()), list(Service.objects.all())
    slug_of = {group.pk: group.slug for group in groups}
    code_of = {service.pk: service.code for service in services}
    evidence = evidence_by_service(current_index(), groups, services)
    statuses = service_statuses(groups, examples_of_services(Q()), evidence)
    expected = {
        (slug_of[group], code_of[service]): (
            status.state,
            status.offer.text_fi if status.offer else None,
            len(status.supporting_examples),
            status.project_evidence.projects,
            status.project_evidence.schemes,
        )
        for (group, service), status in statuses.items()
        if status.is_known and group in slug_of
    }
    answered = {
        (row["group"], row["service"]): (
            row["state"], row["text_fi"], row["examples"], row["projects"], row["schemes"]
        )
        for row in rows("offers")
    }  # fmt: skip
    assert answered == expected
    assert any(projects for *_rest, projects, _schemes in answered.values())
    assert any(schemes for *_rest, schemes in answered.values())


def test_codes_are_text_and_keep_their_zeros():
    assert detail("municipalities", "005")["code"] == "005"
    assert detail("regions", "01")["code"] == "01"
    assert detail("groups", "leader-emo")["home_region"] == "01"
    assert {"049", "092"} <= {share["municipality"] for share in detail("groups", "leader-emo")["municipalities"]}


def test_unknown_is_null_and_no_area_is_an_empty_list():
    helsinki = detail("municipalities", "091")
    assert helsinki["groups"] == []
    assert helsinki["name_se"] is None
    assert all("" not in row.values() for name in ("groups", "areas", "examples", "offers") for row in rows(name))


def test_a_successor_names_what_was_merged_into_it():
    assert detail("municipalities", "301")["former"] == ["164"]
    assert "etpaha" in detail("groups", "paijanne-leader")["former"]


def test_duties_name_services_that_exist():
    services = {row["code"] for row in rows("services")}
    assert {service for row in rows("duties") for service in row["services"]} <= services
    assert len(services) == 12


@pytest.mark.parametrize(
    ("name", "query", "claim"),
    [
        ("municipalities", {"region": "06"}, lambda row: row["region"] == "06"),
        (
            "municipalities",
            {"group": "leader-vesuri"},
            lambda row: "leader-vesuri" in [share["group"] for share in row["groups"]],
        ),
        ("groups", {"region": "06"}, lambda row: "06" in row["regions"]),
        (
            "groups",
            {"municipality": "301"},
            lambda row: "301" in [share["municipality"] for share in row["municipalities"]],
        ),
        ("areas", {"group": "leader-vesuri"}, lambda row: row["group"] == "leader-vesuri"),
        ("areas", {"municipality": "301"}, lambda row: row["municipality"] == "301"),
        ("areas", {"region": "06"}, lambda row: row["region"] == "06"),
        ("offers", {"group": "leader-vesuri"}, lambda row: row["group"] == "leader-vesuri"),
        ("offers", {"service": "participation"}, lambda row: row["service"] == "participation"),
        ("examples", {"service": "participation"}, lambda row: "participation" in row["services"]),
        ("examples", {"group": "leader-emo"}, lambda row: row["group"] == "leader-emo"),
        ("examples", {"municipality": "049"}, lambda row: "049" in row["municipalities"]),
    ],
)
def test_a_list_is_filtered_by_its_parameters(name, query, claim):
    everything = rows(name)
    assert rows(name, **query) == [row for row in everything if claim(row)]
    assert 0 < len(rows(name, **query)) < len(everything)


def test_no_row_names_a_person():
    for name in ("groups", "offers", "areas", "examples"):
        columns = {column for row in rows(name) for column in row}
        assert not columns & {"email", "phone", "person", "contacts", "checked_by", "enquiry_email", "office_email"}
