"""The feed of a query shows what changed last, in a form that feed readers take."""

from datetime import UTC, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from pytest_django.asserts import assertContains

from projects.exports.feed import MAX_ENTRIES
from projects.search.index import reindex
from tests.factories import LeaderGroupFactory, ProjectFactory, RegionFactory

from .examples import make_odd_project

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(client, query="", path="/fi/hankkeet/atom.xml"):
    response = client.get(path + query)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client, query="", **path):
    return feed(client, query, **path).findall(f"{ATOM}entry")


def texts(found, name):
    return [entry.findtext(f"{ATOM}{name}") for entry in found]


def project(day, **values):
    return ProjectFactory(changed_at=datetime(2026, 1, day, tzinfo=UTC), **values)


def test_what_changed_last_comes_first(client):
    older, newest, middle = (project(day, title_fi=str(day)) for day in (1, 9, 5))
    reindex()
    found = entries(client)
    assert texts(found, "title") == ["9", "5", "1"]
    assert texts(found, "updated")[0].startswith("2026-01-09T")
    assert feed(client).findtext(f"{ATOM}updated") == texts(found, "updated")[0]
    assert texts(found, "id") == [f"http://testserver/project/{changed.pk}" for changed in (newest, middle, older)]


def test_has_what_every_atom_feed_must_have(client):
    make_odd_project()
    root = feed(client, "?applicant=association")
    assert root.findtext(f"{ATOM}id") == "http://testserver/fi/hankkeet/atom.xml?applicant=association"
    assert root.findtext(f"{ATOM}title")
    assert root.findtext(f"{ATOM}updated")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == root.findtext(f"{ATOM}id")
    assert links["alternate"] == "http://testserver/fi/hankkeet/?applicant=association"
    for entry in root.findall(f"{ATOM}entry"):
        assert all(entry.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "link", "content"))


def test_has_only_what_the_query_finds_and_names_it(client):
    RegionFactory(code="19", name_fi="Lappi", name_sv="Lappland")
    project(1, region_id="19", title_fi="Pohjoinen")
    project(2, title_fi="Muu")
    reindex()
    root = feed(client, "?region=19", path="/sv/projekt/atom.xml")
    assert texts(root.findall(f"{ATOM}entry"), "title") == ["Pohjoinen"]
    assert "Lappland" in root.findtext(f"{ATOM}title")


def test_each_text_stands_in_its_own_language(client):
    project(1, title_fi="Katto", summary_sv="Nytt <tak> & väggar", group=LeaderGroupFactory(name_fi="Leader Kuusi"))
    reindex()
    root = feed(client, path="/sv/projekt/atom.xml")
    entry = root.find(f"{ATOM}entry")
    content = entry.find(f"{ATOM}content")
    assert (root.get(LANG), entry.get(LANG), content.get(LANG)) == ("sv", "fi", "sv")
    assert '<p lang="sv">Nytt &lt;tak&gt; &amp; väggar</p>' in content.text
    assert "Leader Kuusi" in content.text
    assert entry.find(f"{ATOM}link").get("href").startswith("http://testserver/sv/projekt/")


def test_unknown_funding_is_not_shown_as_a_sum_and_other_records_say_what_they_are(client):
    project(1, kind="activity")
    project(2, public_funding_eur=Decimal("27003.20"), funding_stage="announced")
    reindex()
    known, activity = texts(entries(client, path="/en/projects/atom.xml"), "content")
    assert "Public funding: 27,003 € (planned or granted" in known
    assert "What it is" not in known
    assert "Public funding: not stated" in activity
    assert "What it is: activity with other money" in activity


def test_holds_the_fifty_newest_in_few_statements(client, django_assert_max_num_queries):
    ProjectFactory.create_batch(MAX_ENTRIES + 5)
    reindex()
    with django_assert_max_num_queries(6):
        assert len(entries(client)) == MAX_ENTRIES


def test_an_empty_one_is_a_feed_too(client):
    assert entries(client) == []


def test_signs_that_xml_cannot_hold_do_not_break_it(client):
    project(1, title_fi="Kat\x0bto\ufffe", summary_fi="\x1b")
    reindex()
    assert texts(entries(client), "title") == ["Katto"]


def test_who_asks_again_hears_that_nothing_has_changed(client):
    project(1)
    reindex()
    first = client.get("/fi/hankkeet/atom.xml")
    assert client.get("/fi/hankkeet/atom.xml", headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("query", ["?region=99", "?teema=x", "?page=1&page=2", "?q=" + "kylä" * 3000, "?year=NaN"])
def test_what_is_not_understood_gives_no_feed(client, query):
    response = client.get(f"/fi/hankkeet/atom.xml{query}")
    assert response.status_code == 400
    assertContains(response, 'href="/fi/hankkeet/', status_code=400)
    assert response.context["reasons"]
