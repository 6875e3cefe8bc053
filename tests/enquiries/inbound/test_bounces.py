"""A mail that comes back counts as failed, and somebody is told once."""

import pytest

from enquiries.inbound.process import Outcome, process_message
from enquiries.models import Message
from outbox.models import OutboxMail
from outbox.services import try_again

from .conftest import GROUP, receipt, reply_to, report, return_path, to_group, written


def plain(mail, author="MAILER-DAEMON@muu.example", subject="failure notice"):
    """Return what a server without standard reports writes."""
    text = f"Hi. This is the program at muu.example.\n<{mail.to}>:\nno mailbox here by that name."
    return written(author, return_path(mail), text).replace(b"Vs: Yhteydenotto", subject.encode())


def test_a_mail_that_came_back_has_failed_and_the_coordinator_is_told(enquiry):
    assert process_message(report(to_group())) is Outcome.BOUNCE
    enquiry.refresh_from_db()
    mail = to_group()
    assert (mail.state, mail.last_error) == ("failed", "5.1.1 550 no such user")
    assert mail.bounced_at
    assert enquiry.state == enquiry.recipients.get().state == "failed"
    notice = OutboxMail.objects.get(kind="failure")
    assert notice.to == "koordinaattori@verkosto.example"
    assert "550 no such user" in notice.body
    assert enquiry.events.filter(what="bounced").count() == 1


def test_a_bounce_that_comes_twice_is_told_once(enquiry):
    process_message(report(to_group()))
    assert process_message(report(to_group())) is Outcome.KNOWN
    assert OutboxMail.objects.filter(kind="failure").count() == 1


def test_a_receipt_that_came_back_leaves_the_enquiry_delivered(enquiry):
    assert process_message(report(receipt())) is Outcome.BOUNCE
    enquiry.refresh_from_db()
    assert (enquiry.state, receipt().state) == ("delivered", "failed")


def test_a_report_of_the_report_makes_no_further_mail(enquiry):
    process_message(report(to_group()))
    failure = OutboxMail.objects.get(kind="failure")
    assert process_message(report(failure)) is Outcome.BOUNCE
    assert OutboxMail.objects.count() == 3


def test_a_bounce_after_the_answer_changes_nothing_in_the_case(enquiry):
    process_message(written(GROUP, reply_to(to_group())))
    process_message(report(to_group()))
    enquiry.refresh_from_db()
    assert (enquiry.state, to_group().state) == ("answered", "failed")


def test_a_mail_can_be_tried_again_after_it_came_back(enquiry, django_user_model):
    process_message(report(to_group()))
    try_again(to_group(), django_user_model.objects.create(username="desk"))
    assert (to_group().state, to_group().bounced_at) == ("queued", None)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_a_report_of_anything_but_failure_is_none(enquiry, action):
    assert process_message(report(to_group(), action=action)) is Outcome.AUTOMATIC
    assert to_group().state == "sent"


def test_a_server_that_gives_up_after_days_is_believed(enquiry):
    assert process_message(report(to_group(), status="4.4.1", said="smtp; connection timed out")) is Outcome.BOUNCE


def test_a_server_without_standard_reports_is_recognised(enquiry):
    assert process_message(plain(to_group())) is Outcome.BOUNCE
    assert to_group().last_error == "failure notice"


@pytest.mark.parametrize("action", ["Failed", "failed (user unknown)", "error"])
def test_servers_spell_a_failure_in_their_own_way(enquiry, action):
    assert process_message(report(to_group(), action=action)) is Outcome.BOUNCE
    assert to_group().last_error == "5.1.1 550 no such user"


def test_a_failure_without_a_diagnosis_is_a_failure(enquiry):
    source = report(to_group()).replace(b"Status: 5.1.1\nDiagnostic-Code: smtp; 550 no such user\n", b"")
    assert process_message(source) is Outcome.BOUNCE
    assert to_group().last_error == "came back"


EXCHANGE = "Your message\n\ndid not reach the following recipient(s):\n\n{to} on 3 Feb 2026 12:15:00\n    Unknown\n"
EXIM = "This message was created automatically by mail delivery software.\n\n  {to}\n    unknown user\n"


@pytest.mark.parametrize(
    ("text", "headers"), [(EXCHANGE, ""), (EXIM, "X-Failed-Recipients: {to}\n")], ids=["Exchange", "Exim"]
)
def test_a_report_in_a_servers_own_words_is_recognised_whoever_signs_it(enquiry, text, headers):
    to = to_group().to
    author = "System Administrator <itpalvelu@muu.example>"
    source = written(author, return_path(to_group()), text.format(to=to), headers=headers.format(to=to))
    assert process_message(source.replace(b"Vs: Yhteydenotto", b"Undeliverable: Yhteydenotto")) is Outcome.BOUNCE
    assert to_group().last_error == "Undeliverable: Yhteydenotto"


@pytest.mark.parametrize("subject", ["", "failure notice"])
def test_a_report_in_words_that_nobody_knows_is_believed_of_a_server(enquiry, subject):
    source = written("MAILER-DAEMON@muu.example", return_path(to_group()), "Ei onnistunut.")
    assert process_message(source.replace(b"Vs: Yhteydenotto", subject.encode())) is Outcome.BOUNCE
    assert to_group().last_error == (subject or "came back")


def test_a_warning_that_the_mail_is_late_is_no_failure(enquiry):
    assert process_message(plain(to_group(), subject="Warning: message still undelivered")) is Outcome.AUTOMATIC


def test_an_absence_that_is_told_to_the_return_address_is_no_failure(enquiry):
    absent = written(GROUP, return_path(to_group()), "Olen lomalla.", headers="Auto-Submitted: auto-replied\n")
    assert process_message(absent) is Outcome.AUTOMATIC
    assert to_group().state == "sent"


def test_what_a_person_writes_to_the_return_address_is_left_for_a_person(enquiry):
    assert process_message(written(GROUP, return_path(to_group()))) is Outcome.LEFT
    assert not Message.objects.exists()


@pytest.mark.parametrize("changed", [b"+b.9", b"+c."])
def test_a_forged_report_changes_nothing(enquiry, changed):
    forged = report(to_group()).replace(b"+b.", changed)
    assert process_message(forged) is Outcome.AUTOMATIC
    assert to_group().state == "sent"


def test_a_report_about_an_erased_mail_is_no_error(enquiry):
    source = report(to_group())
    enquiry.mails.all().delete()
    assert process_message(source) is Outcome.KNOWN


def test_what_a_server_says_is_made_fit_for_a_page(enquiry):
    process_message(report(to_group(), said="smtp; 550 \x00\x1b[31m" + "x" * 2000))
    assert to_group().last_error.startswith("5.1.1 550 [31mxxx")
    assert len(to_group().last_error) == 500


def test_the_server_is_told_by_its_delivery_address_when_the_headers_are_silent(enquiry):
    source = report(to_group()).replace(return_path(to_group()).encode(), b"undisclosed@muu.example")
    assert process_message(source, return_path(to_group())) is Outcome.BOUNCE
