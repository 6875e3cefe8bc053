"""A reply by mail joins its case."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from enquiries import workflow
from enquiries.inbound.process import MAX_CHARACTERS, MAX_PER_HOUR, Outcome, process_message
from enquiries.models import Message
from outbox.models import OutboxMail

from .conftest import GROUP, SENDER, from_group, from_sender, receipt, reply_to, to_group, written


def said():
    return list(Message.objects.values_list("author", "text", "channel"))


def test_the_groups_answer_reaches_the_sender_and_answers_the_case(enquiry):
    assert process_message(from_group("Kyllä sopii.\n\nti 3.2.2026 P kirjoitti:\n> vanha")) is Outcome.JOINED
    enquiry.refresh_from_db()
    assert enquiry.state == "answered"
    assert said() == [("group", "Kyllä sopii.", "mail")]
    answer = OutboxMail.objects.get(kind="answer")
    assert answer.to == SENDER
    assert "Kyllä sopii." in answer.body


def test_the_senders_reply_reaches_the_group_and_confirms_her_address(enquiry):
    assert process_message(from_sender()) is Outcome.JOINED
    enquiry.refresh_from_db()
    assert enquiry.confirmed_at
    assert said() == [("sender", "Kiitos, tulen.", "mail")]
    assert OutboxMail.objects.get(kind="reply").to == GROUP


def test_a_conversation_goes_on_by_mail(enquiry):
    process_message(from_group())
    answer = OutboxMail.objects.get(kind="answer")
    assert process_message(written(SENDER, reply_to(answer), "Milloin?", number=2)) is Outcome.JOINED
    reply = OutboxMail.objects.get(kind="reply")
    assert process_message(written(GROUP, reply_to(reply), "Maanantaina.", number=3)) is Outcome.JOINED
    assert [text for _author, text, _channel in said()] == ["Kyllä sopii.", "Milloin?", "Maanantaina."]


def test_the_same_mail_twice_is_one_message(enquiry):
    process_message(from_group())
    assert process_message(from_group()) is Outcome.KNOWN
    assert Message.objects.count() == OutboxMail.objects.filter(kind="answer").count() == 1


def test_two_mails_without_a_message_id_are_told_apart_by_what_they_say(enquiry):
    first, second = (from_group(text).replace(b"Message-ID: <m1@muu.example>\n", b"") for text in ("yksi", "kaksi"))
    assert [process_message(source) for source in (first, first, second)] == [
        Outcome.JOINED,
        Outcome.KNOWN,
        Outcome.JOINED,
    ]


def test_a_closed_case_opens_again(enquiry):
    workflow.close(enquiry.recipients.get(), "advice")
    assert process_message(from_sender()) is Outcome.JOINED
    enquiry.refresh_from_db()
    assert enquiry.state == "seen"


def test_a_colleague_under_the_same_domain_may_answer(enquiry):
    assert process_message(from_group(author="Maija Meri <maija@vesuri.example>")) is Outcome.JOINED


def test_whom_the_case_is_given_to_may_answer_from_her_own_address(enquiry, django_user_model):
    recipient = enquiry.recipients.get()
    recipient.assignee = django_user_model.objects.create(username="maija", email="maija@koti.example")
    recipient.save()
    assert process_message(from_group(author="maija@koti.example")) is Outcome.JOINED


HTML = (
    "<html><head><style>p{color:red}</style><title>x</title><body><p>Kyllä <b>sopii</b>.</p>"
    "<div>Terveisin<br>Maija</div><script>x()</script>"
    '<div class="gmail_quote">ti 3.2.2026 klo 12.15 P kirjoitti:<blockquote>vanha <p>teksti</blockquote></div>'
)


def test_a_mail_in_html_only_becomes_plain_text(enquiry):
    source = from_group(HTML).replace(b"text/plain", b"text/html")
    assert process_message(source) is Outcome.JOINED
    assert said()[0][1] == "Kyllä sopii.\n\nTerveisin\nMaija"


def test_attachments_are_left_out_with_a_remark_in_the_readers_language(enquiry):
    enquiry.language = "en"
    enquiry.save()
    body = from_group().partition(b"\n\n")[0].replace(b"text/plain; charset=utf-8", b'multipart/mixed; boundary="B"')
    parts = (
        b"\n\n--B\nContent-Type: text/plain\n\nKatso liite.\n--B\nContent-Type: application/pdf\n"
        b'Content-Disposition: attachment; filename="x.pdf"\nContent-Transfer-Encoding: base64\n\nAAAA\n--B--\n'
    )
    assert process_message(body + parts) is Outcome.JOINED
    assert said()[0][1] == "Katso liite.\n\n[The portal passes on text only: 1 attachment was left out.]"


@pytest.mark.parametrize(
    ("charset", "encoded"),
    [
        ("iso-8859-1", "Kyllä".encode("latin-1")),
        ("x-unknown", "Kyllä".encode()),
        ("utf-8", b"Kyll\xe4"),
        ("us-ascii", "Kyllä".encode()),
        ("us-ascii", b"Kyll\xe4"),
        ("undefined", b"Kyll\xe4"),
    ],
)
def test_odd_character_sets_lose_no_mail(enquiry, charset, encoded):
    source = from_group("TEXT").replace(b"charset=utf-8", f"charset={charset}".encode()).replace(b"TEXT", encoded)
    assert process_message(source) is Outcome.JOINED
    assert said()[0][1] == "Kyllä"


def test_bytes_that_mean_nothing_in_any_character_set_lose_no_mail(enquiry):
    assert process_message(from_group("TEXT").replace(b"TEXT", b"Kyll\x81")) is Outcome.JOINED
    assert said()[0][1] == "Kyll\ufffd"


def test_control_characters_go(enquiry):
    assert process_message(from_group("Kyllä\x00 so\x1bpii.\u202e")) is Outcome.JOINED
    assert said()[0][1] == "Kyllä sopii."


@pytest.mark.parametrize("text", ["", "> vain lainaus", "pitkä " * MAX_CHARACTERS])
def test_without_text_or_with_too_much_it_is_left_for_a_person(enquiry, text):
    assert process_message(from_group(text)) is Outcome.LEFT
    assert not Message.objects.exists()


def test_an_erased_case_takes_nothing_in(enquiry):
    source = from_sender()
    workflow.erase(enquiry)
    assert process_message(source) is Outcome.LEFT
    assert not Message.objects.exists()


def test_two_machines_that_answer_each_other_come_to_an_end(enquiry):
    taken = [process_message(from_sender(f"viesti {number}", number=number)) for number in range(MAX_PER_HOUR + 1)]
    assert (taken[-2], taken[-1]) == (Outcome.JOINED, Outcome.LEFT)
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1)):
        assert process_message(from_sender(number=999)) is Outcome.JOINED


def test_a_person_may_say_that_no_machine_wrote_it(enquiry):
    assert process_message(from_group(headers="Auto-Submitted: no\n")) is Outcome.JOINED


def test_a_reply_to_two_addresses_joins_each_once(enquiry):
    process_message(from_group())
    answer = OutboxMail.objects.get(kind="answer")
    source = written(SENDER, f"{reply_to(receipt())}, {reply_to(answer)}", number=2)
    assert [process_message(source), process_message(source)] == [Outcome.JOINED, Outcome.KNOWN]
    assert set(Message.objects.filter(author="sender").values_list("recipient", flat=True)) == {
        None,
        enquiry.recipients.get().pk,
    }


def test_another_address_that_does_not_fit_hinders_no_reply(enquiry):
    both = f"{reply_to(to_group())}, {reply_to(receipt())}"
    assert process_message(written(SENDER, both)) is Outcome.JOINED
    assert [author for author, _text, _channel in said()] == ["sender"]
