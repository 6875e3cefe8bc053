"""The files of projects/data say of each real project what it is, as docs/sources.md tells."""

from collections import Counter

import pytest

from projects.imports.seed.collected import DATA, read_collected
from seeding.errors import SourceError
from tests.seeding.data_folders import append, change, copy_of, without_lines

ACTIVITIES = {
    *("Kymenlaakson Europe Direct -tietopiste", "Europe Direct -tiedotuspiste", "Enhanced ERA", "SYTYKE"),
    *("Pysyvät jäljet", "YHTEISÖhautomo"),
}


@pytest.fixture(scope="module")
def rows():
    return read_collected(DATA)


def titles(rows, **values):
    """Return the titles of the rows that have these values, sorted; a title comes as often as it stands there."""
    found = [row for row in rows if all(getattr(row, name) == value for name, value in values.items())]
    return sorted(next(iter(row.titles.values())) for row in found)


def test_each_row_is_of_one_kind(rows):
    assert Counter(row.kind for row in rows) == {"project": 148, "theme": 19, "scheme": 11, "activity": 6}


def test_what_is_not_shown_to_be_leader_money_is_an_activity(rows):
    assert set(titles(rows, kind="activity")) == ACTIVITIES


def test_small_grants_are_schemes(rows):
    schemes = titles(rows, kind="scheme")
    assert {"FYRKKA", "Kipinäraha"} < set(schemes)
    assert all("nuoriso" in title.lower() for title in schemes if title not in ("FYRKKA", "Kipinäraha"))


def test_what_a_board_has_endorsed_is_not_called_decided(rows):
    endorsed = Counter(row.group_name for row in rows if row.decision == "endorsed")
    assert endorsed == {
        "Leader Joutsenten reitti": 6,
        "Leader Åland": 6,
        "Päijänne-Leader": 2,
        "Leader Pirityiset": 1,
    }


def test_no_sum_is_called_granted_or_paid_as_no_page_says_which(rows):
    stages = {stage for row in rows for stage in row.money}
    assert stages == {"announced", "planned"}
    assert all(list(row.money) == ["planned"] for row in rows if row.money and row.decision == "endorsed")


def test_each_sum_of_the_facts_is_kept_and_the_rounded_ones_say_so(rows):
    sums = Counter(name for row in rows for columns in row.money.values() for name in columns)
    assert sums == {"total_eur": 17, "public_eur": 23}
    assert sorted(next(iter(row.titles.values())) for row in rows if row.is_money_approximate) == [
        "Loimaan älykkäät kylät",
        "Maisemapolkuja-hanke",
        "Monitoimihalli",
        "Pyterlahden ilmavalvontatorni",
        "Öljylämmitys vaihtui taloudelliseen maalämpöön Furulund-nuorisotalolla",
    ]


def test_a_year_is_known_to_the_year(rows):
    assert Counter(bool(row.starts) for row in rows)[True] == 104
    assert Counter(bool(row.ends) for row in rows)[True] == 111
    assert {(row.starts.month, row.starts.day) for row in rows if row.starts} == {(1, 1)}
    assert {(row.ends.month, row.ends.day) for row in rows if row.ends} == {(12, 31)}
    assert {row.starts_precision for row in rows} == {"year"}


def test_a_title_stands_once_and_a_summary_in_three_languages(rows):
    assert Counter(language for row in rows for language in row.titles) == {"fi": 153, "sv": 21, "en": 10}
    for row in rows:
        assert len(row.titles) == 1
        assert list(row.summaries) == ["fi", "sv", "en"]
        assert all(text.endswith(".") for text in row.summaries.values()), row.titles
        assert len(set(row.summaries.values())) == 3, row.titles


@pytest.mark.parametrize(
    ("alter", "complaint"),
    [
        (lambda it: without_lines(it, "projects_notes.csv", "SYTYKE"), "projects_notes.csv says nothing about SYTYKE"),
        (lambda it: without_lines(it, "projects_real.csv", "SYTYKE"), "projects_real.csv has no such row"),
        (lambda it: append(it, "projects_notes.csv", "A,https://a.example,fi,project,unknown,,,,"), "no such row"),
        (lambda it: change(it, "projects_notes.csv", ",announced,", ",,"), "stage is needed where"),
        (lambda it: change(it, "projects_real.csv", "29585.00", "29 585 €"), "total_eur must be a sum like 1234.50"),
        (lambda it: change(it, "projects_real.csv", ",2020,", ",0,"), "start_year must be a whole number above 0"),
        (lambda it: change(it, "summaries.json", '"SYTYKE"', '"SYTYK"'), "summaries.json: not in the agreed form"),
        (lambda it: change(it, "projects_notes.csv", ",scheme,", ",gift,"), "kind must be one of"),
    ],
)
def test_files_that_do_not_fit_together_are_refused(tmp_path, alter, complaint):
    folder = copy_of(DATA, tmp_path)
    alter(folder)
    with pytest.raises(SourceError, match=complaint):
        read_collected(folder)
