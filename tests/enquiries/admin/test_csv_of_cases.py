"""The list as a file: what the list shows, nothing that a spreadsheet would run, no more of the sender than needed."""

import csv
import io

import pytest
from django.urls import reverse

from enquiries import workflow
from enquiries.models import Enquiry
from tests.enquiries.admin.conftest import case_of, enquiry_to

CSV = reverse("admin:enquiries_enquiryrecipient_csv")


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_holds_the_own_cases_as_filtered(world, sign_in):
    own, _other = enquiry_to(world.a), enquiry_to(world.b)
    client = sign_in(world.editor_a)
    assert [next(iter(row.values())) for row in rows(client.get(CSV))] == [own.reference]
    assert rows(client.get(CSV, {"is": "closed"})) == []


def test_a_deadline_is_given_while_an_answer_is_awaited(world, sign_in):
    enquiry = enquiry_to(world.a)
    client = sign_in(world.editor_a)
    due = "answer promised by"
    headers = {"accept-language": "en"}
    assert rows(client.get(CSV, headers=headers))[0][due]
    workflow.close(case_of(enquiry, world.a), "no_need")
    assert rows(client.get(CSV, headers=headers))[0][due] == ""


def test_formulas_are_text(world, sign_in):
    enquiry_to(world.a)
    Enquiry.objects.update(organisation='=HYPERLINK("https://paha.example")')
    [row] = rows(sign_in(world.editor_a).get(CSV))
    assert "'=HYPERLINK" in str(row)


def test_leaves_out_name_address_and_text(world, sign_in):
    enquiry = enquiry_to(world.a)
    content = sign_in(world.editor_a).get(CSV).content.decode()
    for text in (enquiry.sender_name, enquiry.email, enquiry.text):
        assert text not in content


@pytest.mark.parametrize("who", ["nobody", "gone"])
def test_is_refused_to_users_who_cannot_read_enquiries(world, sign_in, who):
    enquiry_to(world.a)
    assert sign_in(getattr(world, who)).get(CSV).status_code in {302, 403}


def test_takes_any_parameter(world, sign_in):
    client = sign_in(world.editor_a)
    for name in ("p", "o", "is", "waits", "group", "region", "whose", "ei", "enquiry__services__id__exact"):
        for value in ("\0", "9" * 30, "-1", "ä"):
            assert client.get(CSV, {name: value}).status_code in {200, 302, 400}, (name, value)
