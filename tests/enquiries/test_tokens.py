"""The signed token of the form: forged or old ones are refused with the text kept, a fresh one comes with the page."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from enquiries.models import Enquiry
from enquiries.tokens import new_form_token, read_form_token, receipt_token
from tests.enquiries.conftest import filled_in, form_token

DAY_SECONDS = 24 * 3600


UNREAD, TOO_OLD = "The form was not complete", "The form was open for too long"


@pytest.mark.parametrize(
    ("make_token", "why"),
    [
        (lambda: "", UNREAD),
        (lambda: "a.b:c", UNREAD),
        (lambda: new_form_token()[:-1] + "!", UNREAD),
        (lambda: form_token(DAY_SECONDS + 5), TOO_OLD),
        (lambda: form_token(-DAY_SECONDS), UNREAD),
    ],
    ids=["none", "made up", "changed", "of yesterday", "of tomorrow"],
)
def test_a_forged_or_old_form_comes_back_with_the_text_and_a_fresh_token(client, url, town, make_token, why):
    response = client.post(url, filled_in("municipality:kuhmoinen", token=make_token()))
    assert not Enquiry.objects.exists()
    assertContains(response, why)
    assertContains(response, "Voisiko ryhmä auttaa kyläilloissa?")
    fresh = response.context["form"]["token"].value()
    assert not read_form_token(fresh).is_expired
    assertContains(response, fresh)


def test_an_error_elsewhere_keeps_the_token(client, url, town):
    data = filled_in("municipality:kuhmoinen", email="")
    response = client.post(url, data)
    assertContains(response, data["token"])
    assertNotContains(response, "too long")


def test_a_form_is_good_for_a_day(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", token=form_token(DAY_SECONDS - 60)))
    assert Enquiry.objects.count() == 1


def test_a_token_for_another_use_is_not_taken(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", token=receipt_token("ABCD-EFGH")))
    assert not Enquiry.objects.exists()
