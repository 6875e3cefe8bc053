"""What is exported of a person lets nobody in, and says nothing that is another's."""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command

from accounts import links, services
from enquiries import workflow
from tests.enquiries.sending import send
from tests.factories import LeaderGroupFactory
from tests.staff import make_staff

pytestmark = pytest.mark.django_db
ADDRESS = "kysyja@kunta.example"


def exported(address):
    out = StringIO()
    call_command("export_personal_data", address, stdout=out)
    return out.getvalue()


def test_no_link_that_lets_staff_choose_a_password():
    user = make_staff("editor@ryhma.example")
    services.invite(user, "fi")
    services.send_reset(user.email, "sv")
    text = exported(user.email)
    keys = re.findall(r"/(?:uusi-salasana|nytt-losenord)/([^/]+)/", text)
    assert len(keys) == 2
    assert [links.user_by_key(key) for key in keys] == [None, None]


def test_no_address_of_a_page_of_an_enquiry(town):
    enquiry = send(town, email=ADDRESS)
    text = exported(ADDRESS)
    assert enquiry.reference in text
    assert enquiry.status_key not in text


def test_internal_notes_are_counted_not_exported(town, staff):
    enquiry = send(town, email=ADDRESS)
    workflow.add_note(enquiry.recipients.get(), "Soitin naapurikunnan Liisalle.", staff)
    workflow.answer(enquiry.recipients.get(), "Tervetuloa!", staff)
    text = exported(ADDRESS)
    assert "Liisalle" not in text
    (enquiry_row,) = json.loads(text)["enquiries"]
    assert enquiry_row["internal_notes"] == 1
    assert [message["text"] for message in enquiry_row["messages"]] == ["Tervetuloa!"]


def test_of_mails_about_enquiries_of_others_only_when_they_were_written(town, group):
    LeaderGroupFactory()
    enquiry = send(town, email=ADDRESS, sender_name="Kaija Kysyjä", text="Oma asiani")
    workflow.answer(enquiry.recipients.get(), "Tervetuloa!")
    text = exported(group.enquiry_email)
    assert len(json.loads(text)["mails"]) == enquiry.mails.count() == 3
    for words in (ADDRESS, "Kaija", "Oma asiani", "Tervetuloa", enquiry.reference):
        assert words not in text


def test_their_own_text_and_the_answers_are_all_there(town):
    enquiry = send(town, email=ADDRESS, text="Oma asiani")
    workflow.answer(enquiry.recipients.get(), "Tervetuloa!")
    export = json.loads(exported(ADDRESS))
    assert export["enquiries"][0]["text"] == "Oma asiani"
    assert sum("Oma asiani" in mail["body"] for mail in export["mails"]) >= 2  # to them and to the group
    assert any("Tervetuloa!" in mail["body"] for mail in export["mails"])
