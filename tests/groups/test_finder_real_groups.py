"""On the data that the product ships: every group is found, and the four honest answers are right."""

import pytest

from groups.finder import AnswerKind, ChoiceReason, find_page
from groups.models import LeaderGroup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]


def test_every_group_is_found_by_each_of_its_names():
    for group in LeaderGroup.objects.current():
        for name in {group.name_fi, group.name_sv, group.legal_name, group.slug} - {"", None}:
            assert find_page(name).url == group.get_absolute_url(), name


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Etpähä", "paijanne-leader"),
        ("Rajupusu", "savonluotsi-leader"),
        ("Piällysmies ry", "savonluotsi-leader"),
        ("Pyhäjärviseutu", "leader-satasilta"),
        ("EMO", "leader-emo"),
        ("Veej'jakaja", "leader-veejjakaja"),
        ("samassa veneessä", "i-samma-bat-samassa-veneessa"),
    ],
)
def test_a_group_is_found_by_its_old_and_short_names(typed, slug):
    assert find_page(typed).url == LeaderGroup.objects.get(slug=slug).get_absolute_url()


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("Helsinki", ["Leader EMO", "Leader SILMU"]),
        ("Kerava", ["Leader EMO", "Leader SILMU"]),
        ("Grankulla", ["Leader EMO"]),
        ("00100", ["Leader EMO", "Leader SILMU"]),
    ],
)
def test_outside_names_the_groups_next_door(typed, groups):
    answer = find_page(typed)
    assert (answer.kind, [neighbour.group.name for neighbour in answer.neighbours]) == (AnswerKind.OUTSIDE, groups)


@pytest.mark.parametrize(
    ("typed", "first", "is_likely"),
    [
        ("Jalasjärvi", "Leader Liiveri", True),
        ("Vähäkyrö", "Leader YHYRES", True),
        ("Kälviä", "Leader Pirityiset", True),
        ("Pertunmaa", "Päijänne-Leader", True),
        ("Kurikka", "Leader Liiveri", False),
        ("Vasa", "Aktion Österbotten", False),
        ("Kokkola", "Aktion Österbotten", False),
        ("Mäntyharju", "Päijänne-Leader", False),
    ],
)
def test_split_municipalities(typed, first, is_likely):
    answer = find_page(typed)
    assert (answer.kind, answer.reason) == (AnswerKind.CHOICE, ChoiceReason.SPLIT)
    assert (answer.choices[0].label, answer.choices[0].is_likely) == (first, is_likely)


def test_a_name_of_a_region_and_a_group_is_a_choice():
    assert [choice.label for choice in find_page("Åland").choices] == ["Ahvenanmaa", "Leader Åland"]
