"""A quotation says what was asked, how many were found, how new the data is, when it was read, and where it stands."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from django.utils import translation

from projects.exports.citation import cite_project, cite_result
from projects.search.facets import FacetLabels
from projects.search.index import current_index, reindex
from projects.search.query import parse_query
from tests.factories import ProjectFactory, ProjectSourceFactory, RegionFactory, ThemeFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
CHANGED = datetime(2026, 11, 20, 12, tzinfo=UTC)


def cited(query, language):
    with translation.override(language):
        labels = FacetLabels(language, current_index())
        parsed = parse_query(QueryDict(query), labels)
        selection = parsed.selection(current_index(), TODAY)
        return cite_result(parsed, labels, selection, "https://portal.example/fi/hankkeet/", TODAY)


@pytest.fixture
def in_lapland():
    lapland = RegionFactory(code="19", name_fi="Lappi", name_sv="Lappland", name_en="Lapland")
    youth = ThemeFactory(code="youth", name_fi="Nuoret", name_sv="Unga", name_en="Youth")
    for kind in ["project", "project", "scheme"]:
        ProjectFactory(kind=kind, region=lapland, theme=youth, changed_at=CHANGED, title_fi="Kiipeilyseinä")
    reindex()


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Leader portal: Words: kiipeily; Theme: Youth; Region: Lapland", "2 funded projects and 1 other entry",
                "Data updated in the portal on 20 Nov 2026, read on 24 Nov 2026"]),
        ("fi", ["Leaderportaali: Hakusanat: kiipeily; Teema: Nuoret; Maakunta: Lappi",
                "2 rahoitettua hanketta ja 1 muu merkintä",
                "Tiedot päivitetty portaaliin 20.11.2026, luettu 24.11.2026"]),
        ("sv", ["Leaderportalen: Sökord: kiipeily; Tema: Unga; Landskap: Lappland",
                "2 finansierade projekt och 1 annan uppgift",
                "Uppgifterna uppdaterade i portalen 20.11.2026, lästa 24.11.2026"]),
    ],
)  # fmt: skip
def test_says_all_of_it_in_the_readers_language(in_lapland, language, sentences):
    citation = cited("q=kiipeily&region=19&theme=youth", language)
    assert citation == (". ".join(sentences), "https://portal.example/fi/hankkeet/")


def test_without_a_choice_it_is_of_all_projects_and_names_no_others_where_there_are_none(in_lapland):
    assert "All projects. 2 funded projects and" in cited("", "en").text
    assert ". 2 funded projects. " in cited("record=funded", "en").text


def test_of_nothing_it_names_no_day_of_the_data():
    assert cited("", "en").text == "Leader portal: All projects. 0 funded projects. Read on 24 Nov 2026"


def test_one_project_is_quoted_with_its_number_and_source():
    project = ProjectFactory(number="100080", title_fi="Kylätalo", source_date=date(2025, 3, 1))
    with translation.override("en"):
        text, address = cite_project(project, "https://portal.example/project/1", TODAY)
    assert text == "Leader portal: Kylätalo (100080). Source: Register 1 Mar 2025. Read on 24 Nov 2026"
    assert address == "https://portal.example/project/1"


def test_the_day_on_which_a_source_was_collected_is_named_for_it_alone():
    source = ProjectSourceFactory(collected_on=date(2026, 10, 1))
    project = ProjectFactory(source=source, title_fi="Kylätalo", changed_at=CHANGED)
    reindex()
    collected = "Data collected on 1 Oct 2026, updated in the portal on 20 Nov 2026, read on 24 Nov 2026"
    assert cited("", "en").text.endswith(collected)
    with translation.override("en"):
        assert f"Source: {source.name} (1 Oct 2026). Read" in cite_project(project, "", TODAY).text
    ProjectFactory(source=ProjectSourceFactory(code="another"))
    reindex()
    assert "collected" not in cited("", "en").text
    assert cited(f"source={source.code}", "en").text.endswith(collected)
