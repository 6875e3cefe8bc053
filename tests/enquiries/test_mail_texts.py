"""What the mails say, to whom, in which language; nothing typed by a sender gets into a header."""

import pytest
from django.core import mail as django_mail
from django.urls import reverse
from django.utils.translation import override

from enquiries.emails import language_for
from enquiries.models import Enquiry, EnquiryRecipient
from groups.models import Office
from outbox import delivery
from outbox.models import OutboxMail
from tests.factories import DutyFactory, LeaderGroupFactory, ServiceFactory

from .conftest import filled_in


def the_mail(kind):
    return OutboxMail.objects.get(kind=kind)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_receipt_says_in_the_senders_language_what_was_asked_and_of_whom(client, url, town, language):
    DutyFactory(slug="nuoriso", name_fi="Nuoriso", name_sv="Ungdom", name_en="Youth")
    form = filled_in("municipality:kuhmoinen", duties="nuoriso")
    with override(language):
        client.post(reverse("enquiry"), form)
    receipt = the_mail("receipt")
    enquiry = Enquiry.objects.get()
    assert receipt.language == language
    assert enquiry.reference in receipt.subject
    for part in (enquiry.reference, "> Voisiko ryhmä auttaa kyläilloissa?", "Kuhmoinen", "Leader Vesuri"):
        assert part in receipt.body
    assert {"fi": "Nuoriso", "sv": "Ungdom", "en": "Youth"}[language] in receipt.body


def test_the_group_gets_everything_it_needs_to_answer(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", phone="040 1234567"))
    body = the_mail("to_group").body
    for part in ("Kunnan edustaja", "Kunta", "edustaja@kunta.example", "040 1234567", "> Voisiko ryhmä auttaa"):
        assert part in body


def test_markup_and_quotes_stay_as_they_were_typed(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", text="<b>\"5 > 3\" & 'x'</b>"))
    assert "> <b>\"5 > 3\" & 'x'</b>" in the_mail("to_group").body


def test_every_line_of_the_sender_is_marked(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", text="Yksi\n\nReference: XXXX-XXXX"))
    assert "> Yksi\n>\n> Reference: XXXX-XXXX" in the_mail("to_group").body


def test_each_group_sees_who_else_was_asked(client, url, split_town):
    client.post(url, filled_in("municipality:kurikka", to="all"))
    mails = {mail.to: mail.body for mail in OutboxMail.objects.filter(kind="to_group")}
    assert "Leader Suupohja" in mails["ryhma@liiveri.example"]
    assert "Leader Liiveri" in mails["ryhma@suupohja.example"]


def test_a_group_without_an_address_of_its_own_gets_it_at_the_office(client, url, town, group):
    group.enquiry_email = ""
    group.save()
    Office.objects.create(group=group, email="toimisto@vesuri.example")
    client.post(url, filled_in("municipality:kuhmoinen"))
    assert the_mail("to_group").to == "toimisto@vesuri.example"
    assert not EnquiryRecipient.objects.get().by_coordinator


def test_without_any_address_the_coordinator_is_asked_to_forward(client, url, town, group, settings):
    settings.COORDINATOR_EMAIL = "koordinaattori@verkosto.example"
    group.enquiry_email = ""
    group.save()
    client.post(url, filled_in("municipality:kuhmoinen"))
    mail = the_mail("to_group")
    assert mail.to == "koordinaattori@verkosto.example"
    assert "Leader Vesuri" in mail.body.splitlines()[0]
    assert EnquiryRecipient.objects.get().by_coordinator


@pytest.mark.parametrize(
    ("groups_languages", "senders", "expected"),
    [
        ("fi", "fi", "fi"),
        ("fi", "sv", "fi"),
        ("fi", "en", "fi"),
        ("sv", "fi", "sv"),
        ("sv", "en", "sv"),
        ("fi;sv", "sv", "sv"),
        ("fi; sv", "sv", "sv"),
        ("fi;sv", "en", "fi"),
        ("fi;sv;en", "en", "en"),
        ("", "en", "fi"),
    ],
)
def test_a_group_is_written_to_in_its_own_language(groups_languages, senders, expected):
    assert language_for(LeaderGroupFactory.build(languages=groups_languages), senders) == expected


def test_a_place_with_a_line_break_makes_no_header(client, url, town):
    town.name_fi = "Kuhmoinen\r\nBcc: victim@kunta.example"
    town.save()
    client.post(url, filled_in("municipality:kuhmoinen"))
    delivery.deliver_due()
    assert len(django_mail.outbox) == 2
    for message in django_mail.outbox:
        assert "Bcc" not in message.message()
        assert message.recipients() != ["victim@kunta.example"]


def test_answers_go_to_the_other_side_and_receipts_ask_for_no_automatic_reply(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen"))
    delivery.deliver_due()
    messages = {message.to[0]: message.message() for message in django_mail.outbox}
    assert messages["ryhma@vesuri.example"]["Reply-To"] == "edustaja@kunta.example"
    assert messages["edustaja@kunta.example"]["Auto-Submitted"] == "auto-generated"
    assert messages["edustaja@kunta.example"]["Reply-To"] == "ryhma@vesuri.example"


def test_both_mails_name_every_duty_and_service_in_words(client, url, town):
    duties, services = DutyFactory.create_batch(2), ServiceFactory.create_batch(2)
    chosen = {"duties": [duty.slug for duty in duties], "services": [service.slug for service in services]}
    client.post(url, filled_in("municipality:kuhmoinen", **chosen))
    for kind in ("to_group", "receipt"):
        body = the_mail(kind).body
        assert f"{duties[0].name_fi}, {duties[1].name_fi}" in body
        assert f"{services[0].name_fi}, {services[1].name_fi}" in body
        assert "<Duty" not in body
