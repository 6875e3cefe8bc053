"""The list shows what is to be done: own groups' cases, unread first, overdue marked, by state, age and assignee."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from enquiries import workflow
from enquiries.models import EnquiryRecipient
from groups.models import LeaderGroup
from tests.enquiries.admin.conftest import CASES, case_of, enquiry_to, member
from tests.page import Page


def listed(response):
    return [case.enquiry.reference for case in response.context["cl"].result_list]


def sent_days_ago(case, days):
    EnquiryRecipient.objects.filter(pk=case.pk).update(sent_on=timezone.localdate() - timedelta(days=days))


def test_shows_the_cases_of_the_own_group_only(world, sign_in):
    own, other = enquiry_to(world.a), enquiry_to(world.b)
    response = sign_in(world.editor_a).get(CASES)
    assert listed(response) == [own.reference]
    assertNotContains(response, other.reference)


def test_unread_ones_come_first(world, sign_in):
    read, unread = enquiry_to(world.a), enquiry_to(world.a, email="toinen@kunta.example")
    workflow.mark_seen(case_of(read, world.a), world.editor_a)
    assert listed(sign_in(world.editor_a).get(CASES)) == [unread.reference, read.reference]


def test_overdue_ones_are_marked_and_can_be_found(world, sign_in):
    late, fresh = enquiry_to(world.a), enquiry_to(world.a, email="toinen@kunta.example")
    sent_days_ago(case_of(late, world.a), 40)
    client = sign_in(world.editor_a)
    assertContains(client.get(CASES), 'class="overdue"', count=1)
    assert listed(client.get(CASES, {"waits": "10"})) == [late.reference]
    assert set(listed(client.get(CASES))) == {late.reference, fresh.reference}


@pytest.mark.parametrize(
    ("state", "expected"),
    [("unread", "new"), ("open", "new answered"), ("unanswered", "new"), ("answered", "answered"), ("closed", "over")],
)
def test_list_is_filtered_by_state(world, sign_in, state, expected):
    names = {}
    for name in ("new", "answered", "over"):
        names[enquiry_to(world.a, email=f"{name}@kunta.example").reference] = name
    by_name = {name: EnquiryRecipient.objects.get(enquiry__reference=reference) for reference, name in names.items()}
    workflow.answer(by_name["answered"], "Kyllä.", world.editor_a)
    workflow.close(by_name["over"], "advice", world.editor_a)
    assert {names[reference] for reference in listed(sign_in(world.editor_a).get(CASES, {"is": state}))} == set(
        expected.split()
    )


def test_list_is_filtered_by_assignee_group_and_region(world, sign_in):
    mine, other = enquiry_to(world.a), enquiry_to(world.c)
    workflow.assign(case_of(mine, world.a), world.editor_a_c, world.editor_a)
    client = sign_in(world.editor_a_c)
    assert listed(client.get(CASES, {"whose": "me"})) == [mine.reference]
    assert listed(client.get(CASES, {"whose": "nobody"})) == [other.reference]
    assert listed(client.get(CASES, {"group": "cembalo"})) == [other.reference]
    LeaderGroup.objects.filter(pk=world.c.pk).update(home_region=world.region_2)
    assert listed(client.get(CASES, {"region": "02"})) == [other.reference]
    assert listed(client.get(CASES, {"region": "01"})) == []


def test_the_filter_offers_only_what_occurs_in_the_list(world, sign_in):
    enquiry_to(world.a)
    enquiry_to(world.c)
    LeaderGroup.objects.filter(pk=world.c.pk).update(home_region=world.region_2)
    response = sign_in(world.network).get(CASES)
    offered = {spec.parameter_name: spec.lookup_choices for spec in response.context["cl"].filter_specs[:5]}
    assert [slug for slug, _name in offered["group"]] == ["aalto", "cembalo"]
    assert [code for code, _name in offered["region"]] == ["02"]


def test_the_end_of_the_list_counts_rows(world, sign_in):
    client = sign_in(world.editor_a)
    for count in ("1 row", "2 rows"):
        enquiry_to(world.a, email=f"{count[0]}@kunta.example")
        page = Page(client.get(CASES, headers={"accept-language": "en"}))
        assert page.text(".paginator") == count


def test_a_deadline_is_shown_only_while_an_answer_is_awaited(world, sign_in):
    enquiry = enquiry_to(world.a, world.b)
    sent_days_ago(case_of(enquiry, world.a), 40)
    sent_days_ago(case_of(enquiry, world.b), 40)
    client = sign_in(world.network)
    assertContains(client.get(CASES), 'class="overdue"', count=2)
    workflow.take_lead(case_of(enquiry, world.a), world.editor_a)
    assertContains(client.get(CASES), 'class="overdue"', count=1)
    assert len(listed(client.get(CASES, {"waits": "10"}))) == len(listed(client.get(CASES, {"is": "unanswered"}))) == 1
    workflow.close(case_of(enquiry, world.a), "no_need", world.editor_a)
    assertNotContains(client.get(CASES), 'class="overdue"')


def test_held_enquiries_are_shown_to_the_network_only(world, sign_in):
    held = enquiry_to(world.a, held_because="links")
    for user in (world.editor_a, world.region_1_coordinator):
        assert listed(sign_in(user).get(CASES)) == []
    assert listed(sign_in(world.network).get(CASES)) == [held.reference]


def test_chosen_cases_are_closed_with_an_outcome(world, sign_in):
    case = case_of(enquiry_to(world.a), world.a)
    client = sign_in(world.editor_a)
    values = {"action": "close", "_selected_action": [case.pk]}
    client.post(CASES, values)
    case.refresh_from_db()
    assert case.state != "closed"
    client.post(CASES, values | {"outcome": "advice"})
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "advice")


@pytest.mark.parametrize("who", ["editor_b", "region_1_coordinator", "nobody"])
def test_nobody_closes_the_cases_of_a_group_they_cannot_act_for(world, sign_in, who):
    case = case_of(enquiry_to(world.a), world.a)
    values = {"action": "close", "_selected_action": [case.pk], "outcome": "advice", "select_across": "1"}
    sign_in(getattr(world, who)).post(CASES, values)
    case.refresh_from_db()
    assert case.state == "received"


def test_rows_of_a_group_that_the_user_cannot_act_for_are_counted_and_left(world, sign_in):
    region_too = member("seppo", world.a, world.region_2)
    own, seen = case_of(enquiry_to(world.a), world.a), case_of(enquiry_to(world.b), world.b)

    def messages_after_closing(user, *ticked):
        values = {"action": "close", "_selected_action": [case.pk for case in ticked], "outcome": "advice"}
        response = sign_in(user).post(CASES, values, follow=True, headers={"accept-language": "en"})
        return [(message.level_tag, str(message)) for message in response.context["messages"]]

    left = ("warning", "1 chosen row was left as it is: you cannot act for its group.")
    assert messages_after_closing(world.region_1_coordinator, own) == [left]
    assert messages_after_closing(region_too, own, seen) == [("success", "1 case closed."), left]
    seen.refresh_from_db()
    assert seen.state == "received"


def test_list_takes_the_same_statements_for_many(world, sign_in, django_assert_max_num_queries):
    for number in range(12):
        enquiry_to(world.a, world.c, email=f"{number}@kunta.example")
    client = sign_in(world.editor_a_c)
    client.get(CASES)
    with django_assert_max_num_queries(16):
        client.get(CASES)
