"""Which mail came back, and whose reply it is, is told by addresses that nobody else can make."""

import pytest
from django.core import mail as django_mail

from enquiries.models import Enquiry, EnquiryMail
from enquiries.reply_addresses import ReplyAddress, read, reply_to
from outbox import delivery
from outbox.models import OutboxMail
from outbox.signed_addresses import BounceAddress, return_path

from .conftest import filled_in


@pytest.fixture
def enquiry(client, url, town, settings):
    settings.INCOMING_ADDRESS = "portaali@posti.example"
    client.post(url, filled_in("municipality:kuhmoinen"))
    return Enquiry.objects.get()


def mail_of(kind):
    return OutboxMail.objects.get(kind=kind)


def test_each_mail_leaves_with_a_return_address_of_its_own(enquiry, settings):
    delivery.deliver_due()
    sent = {message.to[0]: message for message in django_mail.outbox}
    for row in OutboxMail.objects.all():
        assert read(sent[row.to].from_email) == BounceAddress(row.pk)
        assert sent[row.to].message()["From"] == settings.DEFAULT_FROM_EMAIL


def test_answers_of_the_group_and_of_the_sender_come_to_the_case(enquiry):
    recipient = enquiry.recipients.get()
    assert read(reply_to(mail_of("to_group").enquiry_mail)) == ReplyAddress(enquiry.pk, recipient.pk, True)
    assert read(reply_to(mail_of("receipt").enquiry_mail)) == ReplyAddress(enquiry.pk, None, False)


def test_without_the_setting_answers_go_straight_as_before(enquiry, settings):
    signed = return_path(mail_of("to_group"))
    settings.INCOMING_ADDRESS = ""
    delivery.deliver_due()
    sent = {message.to[0]: message for message in django_mail.outbox}["ryhma@vesuri.example"]
    assert (sent.from_email, sent.reply_to) == (settings.DEFAULT_FROM_EMAIL, ["edustaja@kunta.example"])
    assert read(signed) is None


@pytest.mark.parametrize("kind", ["failure", "overdue"])
def test_mail_to_the_coordinator_belongs_to_no_conversation(enquiry, kind):
    assert reply_to(EnquiryMail(mail=OutboxMail(kind=kind), enquiry=enquiry)) == ""


def test_servers_may_change_the_case_of_letters(enquiry):
    address = reply_to(mail_of("to_group").enquiry_mail)
    assert read(address.upper()) == read(address) is not None


def test_the_longest_address_fits_into_a_mail(enquiry, settings):
    settings.INCOMING_ADDRESS = "x" * 20 + "@posti.example"
    mail = OutboxMail(kind="to_group")
    link = EnquiryMail(mail=mail, enquiry_id=123_456_789, recipient_id=1_234_567_890)
    assert len(reply_to(link).partition("@")[0]) <= 64


@pytest.mark.parametrize(
    "forge",
    [
        lambda address: address.replace("+r.", "+b."),
        lambda address: address.replace(".g", ".s"),
        lambda address: address.replace("@posti", "@muu"),
        lambda address: address.replace("portaali+", "muu+"),
        lambda address: address.partition("@")[0][:-1] + "@posti.example",
        lambda address: "portaali+" + ".".join(address.partition("+")[2].split(".")[:3]) + "@posti.example",
        lambda address: "portaali@posti.example",
        lambda address: "portaali+r.1.g1.ääääääääääääääää@posti.example",
        lambda address: "portaali+r.٣.g1.aaaaaaaaaaaaaaaa@posti.example",
        lambda address: "",
        lambda address: "\x00",
    ],
)
def test_what_is_not_signed_stands_for_nothing(enquiry, forge):
    address = reply_to(mail_of("to_group").enquiry_mail)
    assert forge(address) != address
    assert read(forge(address)) is None


def test_another_key_is_another_portal_but_the_former_key_still_counts(enquiry, settings):
    address, former = reply_to(mail_of("to_group").enquiry_mail), settings.SECRET_KEY
    settings.SECRET_KEY = "k" * 60
    assert read(address) is None
    settings.SECRET_KEY_FALLBACKS = [former]
    assert read(address) is not None
