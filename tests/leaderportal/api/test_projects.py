"""Projects as open data: the queries of the search, every project once, unknown as null, wrong queries refused."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from projects.exports.rows import HEADER
from projects.models import Project, ProjectPlace
from projects.search.index import reindex
from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectFactory, ThemeFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/projects/"


@pytest.fixture
def culture():
    return ThemeFactory(code="culture", name_fi="Kulttuuri", name_sv="Kultur", name_en="Culture")


def answer_to(client, query=""):
    answer = client.get(f"{LIST}{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def titles(client, query=""):
    return [row["title_fi"] for row in answer_to(client, query)["results"]]


def test_a_row_has_the_columns_of_the_files(client, culture):
    group = LeaderGroupFactory(slug="kuusi")
    project = ProjectFactory(
        number="100080", title_fi="=Katto", group=group, theme=culture, starts=date(2020, 8, 1), applicant="",
        public_funding_eur=Decimal("27003.20"), funding_stage="granted",
    )  # fmt: skip
    ProjectPlace.objects.create(project=project, municipality=MunicipalityFactory(code="005"))
    reindex()
    [row] = answer_to(client)["results"]
    assert list(row) == HEADER
    expected = {
        "id": project.pk, "number": "100080", "title_fi": "=Katto", "title_sv": None, "group": "kuusi",
        "municipalities": ["005"], "partners": [], "theme": "culture", "starts": "2020-08-01", "applicant": None,
        "public_funding_eur": 27003.2, "total_eur": None, "address": f"http://testserver/project/{project.pk}",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert client.get(f"{LIST}{project.pk}/").json()["result"] == row


def test_takes_the_queries_of_the_search_also_several_values(client, culture):
    ProjectFactory(title_fi="Katto", theme=culture, applicant_kind="parish")
    ProjectFactory(title_fi="Museo", theme=ThemeFactory(code="other"), applicant_kind="company")
    ProjectFactory(title_fi="Laituri", applicant_kind="parish")
    reindex()
    assert titles(client, "?theme=culture") == ["Katto"]
    assert titles(client, "?theme=culture&theme=other") == ["Katto", "Museo"]
    assert titles(client, "?applicant=parish&theme=unknown") == ["Laituri"]
    assert titles(client, "?q=museot") == ["Museo"]


def test_following_next_gives_every_project_once_and_previous_leads_back(client, culture):
    ProjectFactory.create_batch(5, theme=culture)
    ProjectFactory.create_batch(2)
    reindex()
    address, pages = f"{LIST}?page_size=2&theme=culture", []
    while address:
        pages.append(client.get(address).json())
        address = pages[-1]["next"]
    found = [row["id"] for page in pages for row in page["results"]]
    assert found == list(Project.objects.filter(theme=culture).order_by("pk").values_list("pk", flat=True))
    assert {page["count"] for page in pages} == {5}
    assert client.get(pages[2]["previous"]).json()["results"] == pages[1]["results"]
    assert client.get(pages[1]["previous"]).json()["results"] == pages[0]["results"]
    assert pages[0]["previous"] is None


def test_none_is_missed_when_one_goes_between_two_pages(client):
    first, *others = ProjectFactory.create_batch(5)
    reindex()
    page = answer_to(client, "?page_size=2")
    first.delete()
    reindex()
    following = client.get(page["next"]).json()
    assert [row["id"] for row in following["results"]] == [others[1].pk, others[2].pk]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("colour=red", "Unknown parameter 'colour'"),
        ("page=2", "Unknown parameter 'page'"),
        ("q=a&q=b", "2 times"),
        ("theme=none", "'none' is no theme"),
        ("theme=", "is empty"),
        ("year=NaN", "'NaN' is no year"),
        ("region=" + "9" * 10_000, "is no region"),
        ("municipality=004", "successor 005"),
        ("q=" + "kylä" * 3000, "too many"),
        ("q=*", "no word in '*'"),
        ("q=%00", "no word in '%00'"),
        ("theme=%00", "'%00' is no theme"),
        ("q=" + "+".join(f"sana{number}" for number in range(9)), "too many"),
        ("after=-1", "is no id"),
        ("after=x", "is no id"),
        ("after=" + "9" * 5000, "is no id"),
        ("page_size=0", "is no page_size"),
        ("page_size=1001", "is no page_size"),
        ("format=xml", "is no format"),
    ],
)
def test_a_wrong_query_is_refused_with_the_reason(client, query, reason):
    MunicipalityFactory(code="004", successor=MunicipalityFactory(code="005"), valid_to=date(2009, 1, 1))
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert reason in answer.json()["detail"]
    assert len(answer.content) < 400


@pytest.mark.parametrize("path", ["0/", "999999999/", "9999999999999999999999/", "x/", "-1/"])
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(f"{LIST}{path}").status_code == 404


def test_an_id_has_one_way_to_be_written(client):
    project = ProjectFactory()
    reindex()
    assert client.get(f"{LIST}{project.pk}/").status_code == 200
    assert client.get(f"{LIST}0{project.pk}/").status_code == 404


def test_an_unpublished_project_is_not_there(client):
    project = ProjectFactory(is_published=False)
    reindex()
    assert answer_to(client)["count"] == 0
    assert client.get(f"{LIST}{project.pk}/").status_code == 404


def test_says_when_the_projects_last_changed(client):
    ProjectFactory(changed_at=datetime(2026, 1, 2, tzinfo=UTC))
    reindex()
    assert answer_to(client)["meta"]["updated"] == "2026-01-02T00:00:00+00:00"


def test_a_part_as_a_table_says_so_in_its_name(client):
    ProjectFactory.create_batch(3)
    reindex()
    answer = client.get(f"{LIST}?format=csv&page_size=2")
    assert 'filename="projects-1-to-2-of-3.csv"' in answer["Content-Disposition"]
    assert len(list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))) == 2
    assert 'filename="projects.csv"' in client.get(f"{LIST}?format=csv")["Content-Disposition"]


def test_takes_at_most_ten_statements_however_many(client, django_assert_max_num_queries):
    ProjectFactory.create_batch(120, theme=ThemeFactory(code="culture"))
    reindex()
    with django_assert_max_num_queries(10):
        assert len(answer_to(client, "?q=hanke&theme=culture&after=3&page_size=100")["results"]) == 100


def test_themes_and_sources_have_their_names_in_three_languages(client, culture):
    ProjectFactory()
    theme = client.get("/api/v1/themes/culture/").json()["result"]
    assert (theme["name_fi"], theme["name_sv"], theme["name_en"]) == ("Kulttuuri", "Kultur", "Culture")
    assert client.get("/api/v1/sources/register/").json()["result"]["code"] == "register"
