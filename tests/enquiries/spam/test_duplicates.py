"""The same text from several senders to several groups waits for a person; what people really write goes on."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from enquiries.models import Enquiry, EnquiryRecipient
from enquiries.spam.duplicates import flag_mass_mailing, likeness, runs
from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in
from tests.factories import AreaMembershipFactory

SPAM = (
    "Hyvä yhdistys, tarjoamme teille edullista rahoitusta ilman vakuuksia. Vastatkaa heti tähän viestiin niin kerromme."
)


@pytest.fixture
def places(settings, town):
    """Three municipalities, each with a group of its own."""
    settings.ENQUIRIES_PER_HOUR = settings.ENQUIRIES_PER_DAY = 1000
    others = [AreaMembershipFactory(group__enquiry_email=f"ryhma@{n}.example").municipality for n in range(2)]
    return [town, *others]


def send(client, url, place, number, text=SPAM):
    client.post(url, filled_in(f"municipality:{place.slug}", email=f"joku{number}@posti.example", text=text))


def held():
    return list(Enquiry.objects.order_by("pk").values_list("held_because", flat=True))


def test_the_third_sender_to_a_third_group_is_held_and_nothing_is_lost(client, url, places):
    for number, place in enumerate(places):
        send(client, url, place, number)
    assert held() == ["", "", "around"]
    last = Enquiry.objects.order_by("pk").last()
    assert (last.state, last.text) == ("held", SPAM)
    assert not OutboxMail.objects.filter(enquiry_mail__enquiry=last).exists()


def test_a_few_changed_words_do_not_hide_it(client, url, places):
    for number, place in enumerate(places):
        text = SPAM.replace("Hyvä yhdistys", f"Hei {place}") + f" http://{number}.example"
        send(client, url, place, number, text)
    assert held()[-1] == "around"


def test_a_common_letter_of_a_village_to_its_own_group_goes_on(client, url, places):
    for number in range(5):
        send(client, url, places[0], number)
    assert set(held()) == {""}


def test_one_sender_may_ask_several_groups_the_same(client, url, places):
    for place in places:
        send(client, url, place, 1)
    assert set(held()) == {""}


def test_different_questions_in_the_same_words_of_courtesy_go_on(client, url, places):
    questions = ["kylätalon kunnostus", "nuorten toiminta uimarannalla", "yhteinen kulttuuriviikko naapurin kanssa"]
    for number, (place, question) in enumerate(zip(places, questions, strict=True)):
        send(client, url, place, number, f"Hei! Meitä kiinnostaa {question}. Voisitteko kertoa lisää? Terveisin kunta")
    assert set(held()) == {""}


def test_what_was_sent_the_day_before_does_not_count(client, url, places):
    with time_machine.travel(timezone.now() - timedelta(hours=30)):
        for number, place in enumerate(places[:2]):
            send(client, url, place, number)
    send(client, url, places[2], 9)
    assert held()[-1] == ""


def test_only_a_bounded_number_is_compared(client, url, places, monkeypatch):
    monkeypatch.setattr("enquiries.spam.duplicates.MAX_COMPARED", 1)
    for number, place in enumerate(places):
        send(client, url, place, number)
    assert set(held()) == {""}


def test_what_is_suspected_already_is_not_compared(db, django_assert_num_queries):
    class Suspected:
        groups, held_because = (), "trap"

    with django_assert_num_queries(0):
        assert flag_mass_mailing(Suspected, timezone.now()) is Suspected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("a b c d", "a b c d", 1),
        ("A  B c\nd", "a b c d", 1),
        ("a b c d", "a b c e", 1 / 3),
        ("a b c", "d e f", 0),
        ("moi", "moi", 1),
        ("moi", "hei", 0),
        ("", "", 1),
    ],
)
def test_likeness_is_the_share_of_common_runs(left, right, expected):
    assert likeness(runs(left), runs(right)) == pytest.approx(expected)


@pytest.mark.parametrize(("common_words", "is_held"), [(6, True), (5, False)])
def test_half_of_the_runs_in_common_is_enough(client, url, places, common_words, is_held):
    """Of eight words six in a row in common are four of eight runs, five in a row are three of nine."""
    common = SPAM.split()[:common_words]
    for number, place in enumerate(places):
        ending = [f"loppu{number}-{position}" for position in range(8 - common_words)]
        send(client, url, place, number, " ".join([*common, *ending]))
    assert (held()[-1] == "around") == is_held


@pytest.mark.parametrize(
    ("senders", "groups", "is_held"), [(3, 3, True), (2, 3, False), (3, 2, False)], ids=["3 3", "2 3", "3 2"]
)
def test_three_senders_and_three_groups_are_needed(client, url, places, senders, groups, is_held):
    for number in range(3):
        send(client, url, places[number % groups], number % senders)
    assert (held()[-1] == "around") == is_held


def test_the_recipients_of_what_is_held_are_held(client, url, places):
    for number, place in enumerate(places):
        send(client, url, place, number)
    assert EnquiryRecipient.objects.filter(state="held").count() == 1
