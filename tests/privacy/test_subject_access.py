"""Whoever asks is erased: words planted in every place that can hold them are in no table and no log afterwards."""

import json
import logging
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt, AccessLog
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from enquiries import workflow
from enquiries.models import Message
from enquiries.sla import reminders
from groups.models import Contact, Office
from outbox.delivery import deliver_due
from outbox.models import OutboxMail
from privacy.register import personal_fields
from projects.models import ImportRun
from seeding.models import LoadedRow
from tests.enquiries.sending import send
from tests.factories import ContactFactory, OfficeFactory, ProjectSourceFactory, ServiceOfferFactory

pytestmark = pytest.mark.django_db
ADDRESS = "Planted.Person@kunta.example"
WORDS = ["planted.person", "plantedname", "plantedsurname", "plantedphone", "plantedorganisation", "plantedtext"]


def dump():
    """Return all rows of all tables as one text in small letters."""
    rows = [
        repr(list(model._base_manager.values_list(*(field.name for field in model._meta.concrete_fields))))
        for model in apps.get_models(include_auto_created=True)
    ]
    return "\n".join(rows).lower()


def planted_in():
    text = dump()
    return [word for word in WORDS if word in text]


def erase(address="planted.person@KUNTA.example", *options):
    out = StringIO()
    call_command("erase_personal_data", address, *(options or ["--yes"]), stdout=out)
    return out.getvalue()


@pytest.fixture
def sender(town, admin_user):
    """A case with all that can be said in it, some mails sent, some failed, some waiting."""
    enquiry = send(
        town, sender_name="Plantedname Plantedsurname", email=ADDRESS, organisation="Plantedorganisation",
        phone="Plantedphone", text="Plantedtext: voisiko ryhmä auttaa?",
    )  # fmt: skip
    deliver_due()
    recipient = enquiry.recipients.get()
    workflow.add_note(recipient, "Plantedtext, soita Plantednamelle", admin_user)
    workflow.answer(recipient, f"Hei Plantedname, kirjoitamme osoitteeseen {ADDRESS}", admin_user)
    workflow.reply(enquiry, "Plantedtext, kiitos!", origin=f"<{ADDRESS}>")
    OutboxMail.objects.filter(kind="answer").update(last_error=f"550 <{ADDRESS}> unknown")
    reminders.ask_senders(timezone.localdate() + timedelta(weeks=3))
    return enquiry


def test_words_of_a_sender_are_gone_from_every_table(sender, town):
    other = send(town, email="toinen@kunta.example", text=f"Sama asia kuin {ADDRESS}, jota en tunne.")
    assert planted_in() == WORDS
    assert "enquiries: 1" in erase()
    assert planted_in() == []
    sender.refresh_from_db()
    assert (sender.state, sender.place) == ("erased", town)
    other.refresh_from_db()
    assert other.text == "Sama asia kuin [erased], jota en tunne."


def test_words_of_a_sender_never_reach_the_logs(caplog, town, admin_user, request):
    caplog.set_level(logging.DEBUG)
    request.getfixturevalue("sender")
    call_command("daily_tasks", stdout=StringIO())
    erase()
    assert [word for word in WORDS if word in caplog.text.lower()] == []


def test_the_page_of_an_erased_enquiry_shows_nothing(client, sender):
    from tests.enquiries.sender import page_of

    erase()
    page = client.get(page_of(sender))
    assert [word for word in WORDS if word in page.content.decode().lower()] == []


@pytest.fixture
def contact():
    """A contact who was loaded, edited and renamed, and whose number stands in earlier versions."""
    contact = ContactFactory(person="Plantedname Plantedsurname", email=ADDRESS, phone="Plantedphone")
    contact.email = "uusi@ryhma.example"
    contact.save()
    contact.email = ADDRESS
    contact.save()
    values = {"group_id": 1, "person": contact.person, "email": ADDRESS, "phone": contact.phone, "role_fi": "Neuvoja"}
    LoadedRow.objects.create(model="groups.Contact", key="1", values=values)
    return contact


def test_words_of_a_contact_are_gone_from_history_and_from_what_loads_remember(contact):
    erase()
    assert planted_in() == []
    contact.refresh_from_db()
    assert (contact.role_fi, contact.person, contact.email) == ("Toiminnanjohtaja", "", "")
    # Another value than today's: the next load takes it for an edit and leaves it empty.
    assert LoadedRow.objects.get(model="groups.Contact").values["person"] == "[erased]"


def test_the_next_person_in_the_same_role_stays(contact):
    Contact.objects.filter(pk=contact.pk).update(person="Seuraava", email="seuraava@ryhma.example", phone="1")
    erase()
    contact.refresh_from_db()
    assert (contact.person, contact.email) == ("Seuraava", "seuraava@ryhma.example")
    assert planted_in() == []


def test_a_mail_that_waits_goes_to_whom_it_is_now(town, group, settings):
    settings.COORDINATOR_EMAIL = "koordinaattori@verkosto.example"
    group.enquiry_email = ""
    group.save()
    OfficeFactory(group=group, email=ADDRESS)
    enquiry = send(town)
    assert enquiry.mails.get(kind="to_group").to == ADDRESS
    erase()
    assert Office.objects.get().email == ""
    assert enquiry.mails.get(kind="to_group").to == "koordinaattori@verkosto.example"


@pytest.fixture
def staff(admin_user):
    user = get_user_model().objects.create_user(
        "plantedname", ADDRESS, "x", first_name="Plantedname", last_name="Plantedsurname", is_staff=True
    )
    Client().force_login(user)
    offer = ServiceOfferFactory(checked_by="Plantedname Plantedsurname")
    offer.text_fi = "Muu"
    offer.save()
    ImportRun.objects.create(source=ProjectSourceFactory(), file_name="x.csv", by=user, by_name="plantedname")
    for table in (AccessAttempt, AccessLog):
        attempt = table(username="plantedname", ip_address="192.0.2.1", attempt_time=datetime(2026, 1, 1, tzinfo=UTC))
        attempt.failures_since_start = 1
        attempt.save()
    return user


def test_words_of_a_member_of_staff_are_gone_and_their_actions_stay(staff, town):
    enquiry = send(town)
    workflow.answer(enquiry.recipients.get(), "Kyllä onnistuu.", staff)
    erase()
    assert planted_in() == []
    message = enquiry.messages.get()
    assert (message.text, message.user) == ("Kyllä onnistuu.", None)


def test_the_last_superuser_stays(admin_user):
    admin_user.email = ADDRESS
    admin_user.save()
    with pytest.raises(CommandError, match="only superuser"):
        erase()
    assert get_user_model().objects.exists()


def test_without_a_yes_it_only_counts(sender, contact):
    before = dump()
    counts = erase(ADDRESS, "--verbosity=1").splitlines()
    assert {"enquiries: 1", "contacts: 1"} <= set(counts)
    assert dump() == before


@pytest.mark.parametrize(
    "stranger",
    [
        "another.planted.person@kunta.example",
        "xplanted.person@kunta.example",
        "o'planted.person@kunta.example",
        "x+planted.person@kunta.example",
        "planted.person@kunta.example.net",
        "planted.person@kunta.examples",
        "planted.person@kunta.example-city.example",
    ],
)
def test_who_has_a_longer_address_keeps_it(town, stranger):
    send(town, email=stranger, text="Voisiko ryhmä auttaa?")
    get_user_model().objects.create_user(stranger, email=stranger)
    before = dump()
    assert stranger in before
    erase()
    assert dump() == before


@pytest.mark.parametrize(
    "around", ["{}", "kirjoita {}.", "<{}>, hei", "rivi\n{}\nrivi", "mailto:{}?subject=x", "'{}'", "...{}..."]
)
def test_a_mention_in_a_text_or_in_json_is_taken_out(town, around):
    text = around.format(ADDRESS)
    send(town, email="other@kunta.example", text=text)
    LoadedRow.objects.create(model="groups.Duty", key="k", values={"summary_fi": [text]})
    erase()
    assert "planted.person" not in dump()


@pytest.mark.parametrize("address", ["", "   ", "kunta", "%"])
def test_half_an_address_is_refused(address, sender):
    with pytest.raises(CommandError, match="whole e-mail address"):
        erase(address)
    assert planted_in() == WORDS


def test_all_of_a_person_is_exported_and_no_secret(sender, contact, staff, tmp_path):
    file = tmp_path / "person.json"
    call_command("export_personal_data", ADDRESS, output=file)
    export = json.loads(file.read_text(encoding="utf-8"))
    assert [word for word in WORDS if word not in file.read_text(encoding="utf-8").lower()] == []
    assert export["enquiries"][0]["reference"] == sender.reference
    assert len(export["enquiries"][0]["messages"]) == 2
    assert export["contacts"][0]["person"] == "Plantedname Plantedsurname"
    assert len(export["earlier_versions"]) == 3
    assert export["accounts"][0]["username"] == "plantedname"
    text = file.read_text(encoding="utf-8")
    assert sender.status_key not in text
    assert staff.password not in text


def test_of_a_stranger_nothing_is_told(sender):
    out = StringIO()
    call_command("export_personal_data", "muu@kunta.example", stdout=out)
    export = json.loads(out.getvalue())
    assert [name for name, value in export.items() if value] == ["address", "made_at"]


def test_what_is_planted_reaches_every_personal_column_of_a_case(sender):
    """Else the search for planted words would prove less than it says."""
    empty = []
    for model in (type(sender), Message, OutboxMail):
        for name in personal_fields(model):
            if not any(model._base_manager.values_list(name, flat=True)):
                empty.append(name)
    assert empty == []
