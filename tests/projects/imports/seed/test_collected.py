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
def drafts():
    return read_collected(DATA)


def titles(drafts, **values):
    """Return the titles of the drafts that have these values, sorted; a title comes as often as it stands there."""
    found = [one for one in drafts if all(getattr(one, name) == value for name, value in values.items())]
    return sorted(next(iter(one.titles.values())) for one in found)


def test_each_row_is_of_one_kind(drafts):
    assert Counter(one.kind for one in drafts) == {"project": 148, "theme": 19, "scheme": 11, "activity": 6}


def test_what_is_not_shown_to_be_leader_money_is_an_activity(drafts):
    assert set(titles(drafts, kind="activity")) == ACTIVITIES


def test_small_grants_are_schemes(drafts):
    schemes = titles(drafts, kind="scheme")
    assert {"FYRKKA", "Kipinäraha"} < set(schemes)
    assert all("nuoriso" in title.lower() for title in schemes if title not in ("FYRKKA", "Kipinäraha"))


def test_what_a_board_has_endorsed_is_not_called_decided(drafts):
    endorsed = Counter(one.group_name for one in drafts if one.decision == "endorsed")
    assert endorsed == {
        "Leader Joutsenten reitti": 6,
        "Leader Åland": 6,
        "Päijänne-Leader": 2,
        "Leader Pirityiset": 1,
    }


def test_no_sum_is_called_granted_or_paid_as_no_page_says_which(drafts):
    stages = {stage for one in drafts for stage in one.money}
    assert stages == {"announced", "planned"}
    assert all(list(one.money) == ["planned"] for one in drafts if one.money and one.decision == "endorsed")


def test_each_sum_of_the_facts_is_kept_and_the_rounded_ones_say_so(drafts):
    sums = Counter(name for one in drafts for columns in one.money.values() for name in columns)
    assert sums == {"total_eur": 17, "public_eur": 23}
    assert sorted(next(iter(one.titles.values())) for one in drafts if one.is_money_approximate) == [
        "Loimaan älykkäät kylät",
        "Maisemapolkuja-hanke",
        "Monitoimihalli",
        "Pyterlahden ilmavalvontatorni",
        "Öljylämmitys vaihtui taloudelliseen maalämpöön Furulund-nuorisotalolla",
    ]


def test_a_year_is_known_to_the_year(drafts):
    assert Counter(bool(one.starts) for one in drafts)[True] == 104
    assert Counter(bool(one.ends) for one in drafts)[True] == 111
    assert {(one.starts.month, one.starts.day) for one in drafts if one.starts} == {(1, 1)}
    assert {(one.ends.month, one.ends.day) for one in drafts if one.ends} == {(12, 31)}
    assert {one.starts_precision for one in drafts} == {"year"}


def test_a_title_stands_once_and_a_summary_in_three_languages(drafts):
    assert Counter(language for one in drafts for language in one.titles) == {"fi": 153, "sv": 21, "en": 10}
    for one in drafts:
        assert len(one.titles) == 1
        assert list(one.summaries) == ["fi", "sv", "en"]
        assert all(text.endswith(".") for text in one.summaries.values()), one.titles
        assert len(set(one.summaries.values())) == 3, one.titles


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
