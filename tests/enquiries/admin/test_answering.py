"""An answer goes to the sender once, also when somebody else answers meanwhile, and no draft is lost."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from enquiries import workflow
from enquiries.models import AnswerTemplate, Message
from outbox.models import OutboxMail
from tests.enquiries.admin.conftest import answer_data, case_of, enquiry_to, page_of


@pytest.fixture
def case(world):
    return case_of(enquiry_to(world.a, world.b), world.a)


def answers():
    return [message.text for message in Message.objects.filter(author="group")]


def test_an_answer_is_mailed_and_marks_the_case(world, sign_in, case):
    response = sign_in(world.editor_a).post(page_of(case), answer_data("Tulemme mielellämme."))
    assertRedirects(response, page_of(case))
    case.refresh_from_db()
    assert case.state == "answered"
    assert case.seen_at
    mail = OutboxMail.objects.get(kind="answer")
    assert mail.to == "edustaja@kunta.example"
    assert "Tulemme mielellämme." in mail.body


def test_a_double_click_is_one_answer(world, sign_in, case):
    sent = answer_data("Tulemme mielellämme.")
    client = sign_in(world.editor_a)
    for _time in range(2):
        assertRedirects(client.post(page_of(case), sent), page_of(case))
    assert answers() == ["Tulemme mielellämme."]


def test_a_token_of_another_case_is_a_new_answer_there(world, sign_in, case):
    other = case_of(enquiry_to(world.a, email="toinen@kunta.example"), world.a)
    sent = answer_data("Sama vastaus.")
    client = sign_in(world.editor_a)
    client.post(page_of(case), sent)
    assertRedirects(client.post(page_of(other), sent), page_of(other))
    assert len(answers()) == 2


def test_the_second_of_two_sees_the_firsts_answer_and_keeps_the_draft(world, sign_in, case):
    client = sign_in(world.editor_a)
    first = workflow.answer(case, "Ensimmäinen vastaus.", world.network)
    response = client.post(page_of(case), answer_data("Toinen vastaus."))
    assertContains(response, "Ensimmäinen vastaus.", count=2)  # above the box, and in the conversation
    form = response.context["forms"]["answer"]
    assert (form["text"].value(), form["last_seen"].value()) == ("Toinen vastaus.", first.pk)
    assert answers() == ["Ensimmäinen vastaus."]
    client.post(page_of(case), answer_data("Toinen vastaus.", last_seen=first.pk))
    assert answers() == ["Ensimmäinen vastaus.", "Toinen vastaus."]


def test_a_draft_is_kept_when_the_case_was_erased_meanwhile(world, sign_in, case):
    workflow.erase(case.enquiry)
    response = sign_in(world.editor_a).post(page_of(case), answer_data("Turhaan kirjoitettu."))
    assertContains(response, "Turhaan kirjoitettu.")
    assert answers() == []


@pytest.mark.parametrize("token", ["", "keksitty", "a" * 5000, "\0"])
def test_a_wrong_token_is_refused_and_the_text_kept(world, sign_in, case, token):
    response = sign_in(world.editor_a).post(page_of(case), answer_data("Pitkään mietitty.") | {"token": token})
    assertContains(response, "Pitkään mietitty.")
    assert response.context["forms"]["answer"].errors
    assert answers() == []


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "x" * 100_000, "Tulemme\ufffd mielell\ufffdmme."])
def test_no_text_too_much_and_what_is_not_utf8_are_refused(world, sign_in, case, text):
    response = sign_in(world.editor_a).post(page_of(case), answer_data(text))
    form = response.context["forms"]["answer"]
    assert form.errors
    assert form["text"].value() == text[:20_000]
    assert answers() == []


@pytest.mark.parametrize("last_seen", ["-1", "x", "\0", "9" * 40, ""])
def test_an_odd_last_seen_never_breaks(world, sign_in, case, last_seen):
    assert sign_in(world.editor_a).post(page_of(case), answer_data("Kyllä.", last_seen)).status_code in {200, 302}


def test_a_template_fills_the_box_in_the_senders_words_below_the_draft(world, sign_in, case):
    template = AnswerTemplate.objects.create(
        group=world.a, name="Kiitos", language="fi", text="Hei {sender}! Terveisin {group}, {reference}"
    )
    response = sign_in(world.editor_a).post(page_of(case), answer_data("Alku.", fill=template.pk))
    text = response.context["forms"]["answer"]["text"].value()
    assert text == f"Alku.\n\nHei Kunnan Edustaja! Terveisin Leader Aalto, {case.enquiry.reference}"
    assert answers() == []


def test_templates_in_the_senders_language_come_first(world, sign_in):
    for language in ("fi", "sv", "en"):
        AnswerTemplate.objects.create(name="Tack", language=language, text="Tack!")
    case = case_of(enquiry_to(world.a, language="sv"), world.a)
    languages = [template.language for template in sign_in(world.editor_a).get(page_of(case)).context["templates"]]
    assert languages[0] == "sv"
    assert {"fi", "sv", "en"} == set(languages)


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "\0"])
def test_another_groups_template_is_like_a_missing_one_and_the_draft_is_kept(world, sign_in, case, key):
    foreign = AnswerTemplate.objects.create(group=world.b, name="Oma", language="fi", text="Salainen")
    client = sign_in(world.editor_a)
    for fill in (foreign.pk, key):
        response = client.post(page_of(case), answer_data("Pitkään mietitty.", fill=fill))
        assertNotContains(response, "Salainen")
        form = response.context["forms"]["answer"]
        assert form["text"].value() == "Pitkään mietitty."
        assert len(form.non_field_errors()) == 1
    assert answers() == []


def test_a_closed_case_opens_again_by_an_answer(world, sign_in, case):
    workflow.close(case, "advice", world.editor_a)
    sign_in(world.editor_a).post(page_of(case), answer_data("Vielä yksi asia."))
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("answered", "")
