"""The page of a case shows what its group may read, and looking at it changes nothing."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from enquiries import workflow
from outbox.models import OutboxMail
from tests.enquiries.admin.conftest import case_of, enquiry_to, page_of


def test_shows_the_sender_the_text_and_the_other_recipients(world, sign_in):
    enquiry = enquiry_to(world.a, world.b)
    response = sign_in(world.editor_a).get(page_of(case_of(enquiry, world.a)))
    for text in (enquiry.reference, enquiry.text, enquiry.sender_name, enquiry.email, "Leader Biisoni"):
        assertContains(response, text)


def test_looking_changes_nothing(world, sign_in):
    case = case_of(enquiry_to(world.a), world.a)
    sign_in(world.editor_a).get(page_of(case))
    case.refresh_from_db()
    assert (case.state, case.seen_at) == ("received", None)
    assert case.enquiry.events.count() == 1


def test_every_group_reads_the_others_answers_but_not_their_notes(world, sign_in):
    enquiry = enquiry_to(world.a, world.b)
    workflow.answer(case_of(enquiry, world.a), "Tulemme mielellämme.", world.editor_a)
    workflow.add_note(case_of(enquiry, world.a), "Soitettava ensin.", world.editor_a)
    own = sign_in(world.editor_a).get(page_of(case_of(enquiry, world.a)))
    assertContains(own, "Soitettava ensin.")
    others = sign_in(world.editor_b).get(page_of(case_of(enquiry, world.b)))
    assertContains(others, "Tulemme mielellämme.")
    assertNotContains(others, "Soitettava ensin.")


def test_a_reply_to_one_group_is_not_shown_to_another(world, sign_in):
    enquiry = enquiry_to(world.a, world.b)
    workflow.reply(enquiry, "Vain teille.", case_of(enquiry, world.a))
    assertContains(sign_in(world.editor_a).get(page_of(case_of(enquiry, world.a))), "Vain teille.")
    assertNotContains(sign_in(world.editor_b).get(page_of(case_of(enquiry, world.b))), "Vain teille.")


def test_markup_of_a_sender_is_text(world, sign_in):
    case = case_of(enquiry_to(world.a, text="<script>alert(1)</script>"), world.a)
    assertContains(sign_in(world.editor_a).get(page_of(case)), "&lt;script&gt;alert(1)&lt;/script&gt;")


def test_shows_a_mail_that_failed(world, sign_in):
    case = case_of(enquiry_to(world.a), world.a)
    OutboxMail.objects.filter(enquiry_mail__recipient=case).update(state="failed", last_error="550 tuntematon")
    assertContains(sign_in(world.editor_a).get(page_of(case)), "550 tuntematon")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("editor_a", 200),
        ("editor_a_c", 200),
        ("region_1_coordinator", 200),
        ("network", 200),
        ("superuser", 200),
        ("editor_b", 302),
        ("region_2_coordinator", 302),
    ],
)
def test_another_groups_case_is_answered_like_a_missing_one(world, sign_in, who, status):
    case = case_of(enquiry_to(world.a), world.a)
    client = sign_in(getattr(world, who))
    response = client.get(page_of(case))
    assert response.status_code == status
    if status == 302:
        case.pk = 10**9
        missing = client.get(page_of(case))
        assert (missing.status_code, missing.url) == (302, response.url)


def test_an_erased_case_offers_nothing(world, sign_in):
    enquiry = enquiry_to(world.a)
    workflow.erase(enquiry)
    response = sign_in(world.editor_a).get(page_of(case_of(enquiry, world.a)))
    assertNotContains(response, 'name="action"')


def test_a_deadline_is_shown_only_while_an_answer_is_awaited(world, sign_in):
    enquiry = enquiry_to(world.a, world.b)
    a, b = case_of(enquiry, world.a), case_of(enquiry, world.b)
    client = sign_in(world.network)

    def promised():
        return [client.get(page_of(case)).context["answer_due_on"] is not None for case in (a, b)]

    assert promised() == [True, True]
    workflow.take_lead(a, world.editor_a)
    assert promised() == [True, False]
    workflow.close(a, "no_need", world.editor_a)
    assert promised() == [False, False]


def test_takes_the_same_statements_for_a_long_conversation(world, sign_in, django_assert_max_num_queries):
    enquiry = enquiry_to(world.a, world.b, world.c)
    case = case_of(enquiry, world.a)
    for number in range(8):
        workflow.answer(case, f"Vastaus {number}", world.editor_a)
        workflow.reply(enquiry, f"Kysymys {number}")
    client = sign_in(world.editor_a)
    client.get(page_of(case))
    with django_assert_max_num_queries(26):
        client.get(page_of(case))
