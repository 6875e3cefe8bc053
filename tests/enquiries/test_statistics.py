"""How soon enquiries are answered: of a group for itself, of the network in public and only from ten cases on."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from enquiries import statistics, workflow
from enquiries.sla.workdays import add_working_days, working_days_between
from tests.enquiries.sending import send
from tests.page import Page

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)
TODAY = date(2026, 11, 30)


def on(day):
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
    return time_machine.travel(moment, tick=False)


def send_enquiry(town, answered_after=None, outcome="", sent_on=MONDAY, recipient=0, **changes):
    """Save an enquiry that one of its recipients answered some working days later."""
    with on(sent_on):
        enquiry = send(town, **changes)
    answering = enquiry.recipients.order_by("pk")[recipient]
    if answered_after is not None:
        with on(add_working_days(sent_on, answered_after)):
            workflow.answer(answering, "Kyllä onnistuu.")
    if outcome:
        with on(TODAY):
            workflow.close_all(enquiry, outcome)
    return enquiry


def page(client, language="en"):
    with translation.override(language), on(TODAY):
        return client.get(reverse("enquiry-numbers")).content.decode()


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 11, 2), date(2026, 11, 2), 0),
        (date(2026, 11, 6), date(2026, 11, 9), 1),  # over a weekend
        (date(2026, 12, 23), date(2026, 12, 28), 1),  # over Christmas
        (date(2026, 11, 9), date(2026, 11, 2), 0),
    ],
)
def test_working_days_between(first, last, days):
    assert working_days_between(first, last) == days


def test_of_one_group(town, group):
    for days in (1, 3, 8):
        send_enquiry(town, answered_after=days)
    send_enquiry(town, outcome="no_need")
    figures = statistics.group_statistics(group, TODAY)
    assert (figures.sent, figures.answered, figures.median_days) == (4, 3, 3)
    assert figures.outcomes == {"no_need": 1}
    assert not figures.has_enough_answered


def test_of_a_group_without_any(group):
    assert statistics.group_statistics(group, TODAY) == statistics.EnquiryStatistics()


def test_a_case_of_several_groups_counts_once_by_its_first_answer(split_town):
    enquiry = send_enquiry(split_town, answered_after=4)
    with on(add_working_days(MONDAY, 9)):
        workflow.answer(enquiry.recipients.order_by("pk")[1], "Mekin autamme.")
    figures = statistics.network_statistics(TODAY)
    assert (figures.sent, figures.answered, figures.median_days) == (1, 1, 4)


def test_a_group_is_not_counted_where_another_answers_for_all(split_town):
    enquiry = send_enquiry(split_town, answered_after=2)
    lead, other = enquiry.recipients.order_by("pk")
    assert statistics.group_statistics(other.group, TODAY).sent == 1
    workflow.take_lead(lead, None)
    assert statistics.group_statistics(other.group, TODAY).sent == 0
    assert statistics.group_statistics(lead.group, TODAY).answered == 1
    with on(TODAY):
        workflow.answer(other, "Mekin autamme.")
    assert statistics.group_statistics(other.group, TODAY).answered == 1


def test_what_is_held_or_was_never_released_does_not_count(town):
    send_enquiry(town, held_because="links")
    spam = send_enquiry(town, held_because="trap")
    workflow.erase(spam)
    assert statistics.network_statistics(TODAY).sent == 0


def test_an_erased_case_still_counts(town):
    workflow.erase(send_enquiry(town, answered_after=2, outcome="partnership"))
    figures = statistics.network_statistics(TODAY)
    assert (figures.answered, figures.median_days, figures.outcomes) == (1, 2, {"partnership": 1})


def test_what_is_older_than_a_year_does_not_count(town):
    send_enquiry(town, answered_after=2, sent_on=TODAY - timedelta(days=365))
    send_enquiry(town, answered_after=2, sent_on=TODAY - timedelta(days=364))
    assert statistics.network_statistics(TODAY).sent == 1


def test_the_figures_of_nine_answers_are_not_public(client, town):
    for _number in range(9):
        send_enquiry(town, answered_after=7, outcome="partnership")
    send_enquiry(town)
    text = page(client)
    assert "Fewer than 10 enquiries were answered" in text
    assert "7 working" not in text


def test_from_ten_answers_on_the_figures_are_public(client, town):
    for days in (1, 1, 2, 2, 6, 6, 7, 7, 8, 9):
        send_enquiry(town, answered_after=days, outcome="advice")
    send_enquiry(town)
    text = page(client)
    assert "Half of the 10 answered enquiries got their first answer within 6 working days." in text
    assert "11" in Page(text).texts("dd")
    assert "advice given" in text.lower()


def test_answers_of_the_same_day_are_given_in_words(client, town):
    for _number in range(10):
        send_enquiry(town, answered_after=0)
    assert "got their first answer on the same day" in page(client)


def test_no_group_is_named(client, town, group):
    for _number in range(10):
        send_enquiry(town, answered_after=1)
    assert str(group) not in page(client)


def test_it_takes_few_statements(client, town, django_assert_max_num_queries):
    for _number in range(3):
        send_enquiry(town, answered_after=1)
    with django_assert_max_num_queries(5):
        client.get(reverse("enquiry-numbers"))


def test_days_of_the_answer_are_those_of_finland(town, group):
    enquiry = send_enquiry(town)
    with time_machine.travel(datetime(2026, 11, 3, 0, 30, tzinfo=ZoneInfo("Europe/Helsinki")), tick=False):
        workflow.answer(enquiry.recipients.get(), "Yöllä")
        assert timezone.now().date() == MONDAY
    assert statistics.group_statistics(group, TODAY).median_days == 1
