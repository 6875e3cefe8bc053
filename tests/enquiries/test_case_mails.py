"""The mails of a case that goes on: to the right one, in her language, with the way to answer."""

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from enquiries import emails, services, workflow
from enquiries.models import Enquiry
from outbox.models import OutboxMail
from outbox.services import record_failed, try_again
from tests.enquiries.sender import mails as of_kind
from tests.factories import LeaderGroupFactory

from .conftest import filled_in
from .sender import deliver, recipient_of


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_receipt_alone_holds_the_link_to_the_senders_page(client, url, town, language, settings):
    settings.PORTAL_URL = "https://portal.example"
    with override(language):
        page = client.post(reverse("enquiry"), filled_in("municipality:kuhmoinen"), follow=True)
        enquiry = Enquiry.objects.get()
        link = f"https://portal.example{reverse('enquiry-status', args=[enquiry.status_key])}"
    assert link in of_kind("receipt")[0].body.splitlines()
    assert enquiry.status_key not in of_kind("to_group")[0].body
    assert enquiry.status_key not in page.content.decode()


@time_machine.travel("2026-12-21 12:00+02:00")
def test_the_receipt_and_its_page_name_the_promised_day(client, url, town):
    page = client.post(url, filled_in("municipality:kuhmoinen"), follow=True).content.decode()
    for words in (of_kind("receipt")[0].body, page):
        assert "on 8 Jan 2027 at the latest" in words
        assert "week" not in words


def test_a_group_is_led_to_the_desk_and_told_that_the_address_is_not_confirmed(enquiry, settings):
    (mail,) = of_kind("to_group")
    assert settings.PORTAL_URL + "/admin/enquiries/" in mail.body
    assert "edustaja@kunta.example (osoitetta ei ole vielä vahvistettu)" in mail.body


def test_after_the_confirmation_mails_say_so(enquiry):
    deliver(enquiry)
    workflow.confirm_address(enquiry)
    workflow.reply(enquiry, "Lisäys")
    workflow.remind(enquiry)
    for kind in ("reply", "reminder"):
        assert "lähettäjä on vahvistanut osoitteen" in of_kind(kind)[0].body


def test_who_is_brought_in_learns_by_whom(enquiry, staff):
    other = LeaderGroupFactory(name_fi="Leader Toinen", enquiry_email="ryhma@toinen.example")
    workflow.add_group(recipient_of(enquiry), other, staff)
    mail = OutboxMail.objects.get(kind="to_group", to="ryhma@toinen.example")
    assert "Leader Vesuri pyysi teitä mukaan" in mail.body


def test_who_is_brought_in_reads_what_was_said_since_and_no_notes(shared, staff):
    first, second = shared.recipients.all()
    workflow.answer(first, "Sopiiko torstai?", staff)
    workflow.reply(shared, "Kyllä sopii.")
    workflow.reply(shared, "Vain teille kahdelle.", recipient=second)
    workflow.add_note(first, "Sisäinen huomio", staff)
    workflow.add_group(first, LeaderGroupFactory(enquiry_email="ryhma@toinen.example"), staff)
    body = OutboxMail.objects.get(to="ryhma@toinen.example").body
    texts = ["> Voisiko ryhmä auttaa kyläilloissa?", f"{first}, ", "> Sopiiko torstai?", "> Kyllä sopii."]
    assert [body.index(text) for text in texts] == sorted(body.index(text) for text in texts)
    assert "Sisäinen" not in body
    assert "Vain teille" not in body


def test_a_mail_that_is_tried_again_holds_what_was_said_since(enquiry, staff):
    (mail,) = of_kind("to_group")
    record_failed(mail, "550")
    workflow.reply(enquiry, "Vielä yksi asia.")
    try_again(mail, staff)
    mail.refresh_from_db()
    assert "> Vielä yksi asia." in mail.body


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_answer_comes_in_the_senders_language_with_its_text_and_the_link(client, town, language):
    with override(language):
        client.post(reverse("enquiry"), filled_in("municipality:kuhmoinen"))
    enquiry = Enquiry.objects.get()
    workflow.answer(recipient_of(enquiry), "Tervetuloa!\n<b>Leader</b>")
    (mail,) = of_kind("answer")
    assert (mail.to, mail.language) == ("edustaja@kunta.example", language)
    assert "> Tervetuloa!\n> <b>Leader</b>" in mail.body
    with override(language):
        assert reverse("enquiry-status", args=[enquiry.status_key]) in mail.body


def test_what_staff_reads_of_others_stays_out_of_the_senders_mails(enquiry, staff):
    workflow.add_note(recipient_of(enquiry), "Sisäinen huomio", staff)
    workflow.answer(recipient_of(enquiry), "Vastaus", staff)
    emails.queue(emails.follow_up(enquiry))
    for mail in OutboxMail.objects.filter(to=enquiry.email):
        assert "Sisäinen" not in mail.body
        assert "/admin/" not in mail.body


def test_the_coordinator_learns_of_a_late_answer_without_the_text(enquiry, settings):
    mail = emails.overdue(recipient_of(enquiry)).mail
    assert mail.to == settings.COORDINATOR_EMAIL
    assert "Voisiko" not in mail.body
    assert "/admin/enquiries/" in mail.body


def test_a_released_enquiry_promises_from_the_day_it_is_released(client, url, town):
    with time_machine.travel("2026-12-01 12:00+02:00"):
        client.post(url, filled_in("municipality:kuhmoinen", homepage="x"))
    with time_machine.travel("2026-12-21 12:00+02:00"):
        services.release(Enquiry.objects.get(), None)
    assert "on 8 Jan 2027 at the latest" in of_kind("receipt")[0].body
