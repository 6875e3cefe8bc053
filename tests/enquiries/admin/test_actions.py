"""Staff notes, assigns, leads, adds groups, hands over and closes; a coordinator who helps cannot act for a group."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from enquiries import workflow
from enquiries.models import Message
from enquiries.tokens import new_form_token
from outbox.models import OutboxMail
from tests.enquiries.admin.conftest import answer_data, case_of, enquiry_to, page_of


@pytest.fixture
def case(world):
    return case_of(enquiry_to(world.a, world.b), world.a)


def post_action(client, case, action, **values):
    response = client.post(page_of(case), {"action": action, **values})
    case.refresh_from_db()
    return response


def events(case):
    return set(case.enquiry.events.values_list("what", flat=True))


def test_a_case_is_marked_as_read_by_a_button(world, sign_in, case):
    post_action(sign_in(world.editor_a), case, "mark_seen")
    assert case.state == "seen"
    assert case.enquiry.events.get(what="seen").who == world.editor_a


def test_a_note_is_internal(world, sign_in, case):
    sent = {"text": "Soitettava ensin.", "token": new_form_token()}
    client = sign_in(world.editor_a)
    for _time in range(2):
        post_action(client, case, "note", **sent)
    assert Message.objects.get().author == "note"
    assert not OutboxMail.objects.filter(enquiry_mail__message__isnull=False).exists()


def test_a_case_is_claimed_and_assigned_to_a_colleague(world, sign_in, case):
    client = sign_in(world.editor_a)
    post_action(client, case, "claim")
    assert (case.assignee, case.state) == (world.editor_a, "seen")
    post_action(client, case, "assign", assignee=world.editor_a_c.pk)
    assert case.assignee == world.editor_a_c
    post_action(client, case, "assign", assignee="")
    assert case.assignee is None


@pytest.mark.parametrize("who", ["editor_b", "region_2_coordinator", "nobody", "gone"])
def test_a_case_is_not_assigned_to_a_user_who_cannot_view_it(world, sign_in, case, who):
    response = post_action(sign_in(world.editor_a), case, "assign", assignee=getattr(world, who).pk)
    assert response.context["forms"]["assign"].errors
    assert case.assignee is None


def test_one_group_takes_the_lead(world, sign_in, case):
    post_action(sign_in(world.editor_a), case, "take_lead")
    assert case.is_lead
    other = sign_in(world.editor_b).get(page_of(case_of(case.enquiry, world.b)))
    assertContains(other, "Leader Aalto")
    assert "lead_taken" in events(case)


def test_another_group_is_asked_to_join(world, sign_in, case):
    post_action(sign_in(world.editor_a), case, "add_group", group=world.c.pk)
    added = case_of(case.enquiry, world.c)
    assert added.added_by == case
    assert OutboxMail.objects.filter(enquiry_mail__recipient=added, kind="to_group").exists()


def test_a_case_is_handed_over(world, sign_in, case):
    post_action(sign_in(world.editor_a), case, "hand_over", group=world.c.pk)
    assert (case.state, case.outcome) == ("closed", "referred")
    assert case_of(case.enquiry, world.c)


def test_a_group_that_has_it_is_no_choice(world, sign_in, case):
    response = post_action(sign_in(world.editor_a), case, "hand_over", group=world.b.pk)
    assert response.context["forms"]["add_group"].errors
    assert case.state == "received"


def test_a_case_is_closed_with_an_outcome(world, sign_in, case):
    client = sign_in(world.editor_a)
    assert post_action(client, case, "close", outcome="").context["forms"]["close"].errors
    post_action(client, case, "close", outcome="partnership")
    assert (case.state, case.outcome) == ("closed", "partnership")


def test_closing_what_is_closed_says_so(world, sign_in, case):
    workflow.close(case, "advice", world.editor_a)
    response = sign_in(world.editor_a).post(page_of(case), {"action": "close", "outcome": "no_need"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    case.refresh_from_db()
    assert case.outcome == "advice"


def test_the_coordinator_of_a_region_helps_but_cannot_act_for_the_group(world, sign_in, case):
    client = sign_in(world.region_1_coordinator)
    post_action(client, case, "note", text="Huomio.", token=new_form_token())
    post_action(client, case, "assign", assignee=world.editor_a.pk)
    post_action(client, case, "add_group", group=world.c.pk)
    assert {"noted", "assigned", "group_added"} <= events(case)
    assert case.state == "received"  # the group itself has not read it
    before = events(case)
    for data in (
        answer_data("En puhu ryhmän puolesta."),
        {"action": "mark_seen"},
        {"action": "close", "outcome": "advice"},
        {"action": "take_lead"},
        {"action": "claim"},
        {"action": "hand_over", "group": world.c.pk},
    ):
        assert client.post(page_of(case), data).status_code == 403, data
    assert events(case) == before


@pytest.mark.parametrize("who", ["editor_b", "region_2_coordinator", "nobody", "gone"])
def test_nobody_acts_on_another_groups_case(world, sign_in, case, who):
    before = events(case)
    client = sign_in(getattr(world, who))
    for sent in (answer_data("Ei kuulu minulle."), {"action": "close", "outcome": "advice"}, {"action": "claim"}):
        assert client.post(page_of(case), sent).status_code in {302, 403}
    case.refresh_from_db()
    assert (case.state, events(case)) == ("received", before)


@pytest.mark.parametrize("action", ["", "tuntematon", "\0", "__init__"])
def test_an_unknown_action_is_refused(world, sign_in, case, action):
    assert post_action(sign_in(world.editor_a), case, action).status_code == 400


@pytest.mark.parametrize("key", ["0", "-1", "x", "9" * 30, "\0"])
def test_an_unknown_group_or_person_is_refused(world, sign_in, case, key):
    client = sign_in(world.editor_a)
    assert post_action(client, case, "add_group", group=key).context["forms"]["add_group"].errors
    assert post_action(client, case, "assign", assignee=key).context["forms"]["assign"].errors


def test_a_form_from_another_site_is_refused(world, case):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.editor_a)
    assert client.post(page_of(case), {"action": "mark_seen"}).status_code == 403
