"""Wrong input gets a clear message, keeps what was typed, and never an error of the server."""

import re
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from enquiries.models import TEXT_LENGTH, Enquiry
from enquiries.tokens import new_form_token
from tests.enquiries.conftest import filled_in


def errors_of(response):
    return {name: [str(text) for text in texts] for name, texts in response.context["form"].errors.items()}


@pytest.mark.parametrize("field", ["place", "text", "name", "email", "consent"])
def test_a_missing_field_is_named_and_the_rest_kept(client, url, town, field):
    response = client.post(url, filled_in("municipality:kuhmoinen", **{field: None}))
    assert list(errors_of(response)) == [field]
    assertContains(response, "One thing to check")
    assertContains(response, f'href="#id_{field}"')
    if field != "text":
        assertContains(response, "Voisiko ryhmä auttaa kyläilloissa?")


@pytest.mark.parametrize("field", ["text", "name", "email"])
@pytest.mark.parametrize("empty", ["\u200b\u200b", " \t\u00a0", "\u2800", "\x00\x01", "\ufeff\u2060"])
def test_what_looks_empty_is_empty(client, url, town, field, empty):
    response = client.post(url, filled_in("municipality:kuhmoinen", **{field: empty}))
    assert list(errors_of(response)) == [field]


@pytest.mark.parametrize(
    ("field", "typed"),
    [("text", "a" * (TEXT_LENGTH + 1)), ("name", "a" * 101), ("organisation", "a" * 151), ("phone", "1" * 41)],
)
def test_what_is_too_long_comes_back_with_the_limit(client, url, town, field, typed):
    response = client.post(url, filled_in("municipality:kuhmoinen", **{field: typed}))
    assert re.search(r"at most [\d,]+ characters", errors_of(response)[field][0])
    assertContains(response, typed)


def test_a_hundred_thousand_characters_come_back_cut(client, url, town):
    response = client.post(url, filled_in("municipality:kuhmoinen", text="x" * 100_000))
    assert "100,000" in errors_of(response)["text"][0].replace("100000", "100,000")
    assertContains(response, "x" * 20_000)
    assertNotContains(response, "x" * 20_001)


def test_control_characters_are_removed_and_line_breaks_kept(client, url, town):
    typed = "Yksi\x00\x07\r\nkaksi\u202e\r\n\r\n\r\n\r\nkolme\u200b"
    client.post(url, filled_in("municipality:kuhmoinen", text=typed, name="Eeva\x00 \u200bEsi\u00admerkki\r\n"))
    enquiry = Enquiry.objects.get()
    assert enquiry.text == "Yksi\nkaksi\n\nkolme"
    assert enquiry.sender_name == "Eeva Esimerkki"


@pytest.mark.parametrize("field", ["name", "organisation", "email", "phone"])
@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        ("\r\nBcc: x", "on one line"),
        ("\nBcc: x", "on one line"),
        ("\rBcc: x", "on one line"),
        ("\u202ex", "turns the order"),
        ("\u2066x", "turns the order"),
    ],
)
def test_what_would_be_another_line_or_read_otherwise_is_refused_and_kept(client, url, town, field, hidden, words):
    typed = "edustaja@kunta.example" + hidden
    response = client.post(url, filled_in("municipality:kuhmoinen", **{field: typed}))
    assert words in errors_of(response)[field][0]
    assert response.context["form"][field].value() == typed
    assertContains(response, "Voisiko ryhmä auttaa kyläilloissa?")
    assert not Enquiry.objects.exists()


def test_a_letter_that_turns_all_that_follows_is_refused_at_the_beginning_too(client, url, town):
    response = client.post(url, filled_in("municipality:kuhmoinen", name="\u202eikkremisE aveE"))
    assert list(errors_of(response)) == ["name"]


@pytest.mark.parametrize(
    "typed", ["\u202a+358 40 123 4567\u202c", "\u202d+358 40 123 4567\u202c ", "\u2066+358 40 123 4567\u2069"]
)
def test_a_phone_number_copied_from_a_list_of_contacts_is_taken(client, url, town, typed):
    client.post(url, filled_in("municipality:kuhmoinen", phone=typed))
    assert Enquiry.objects.get().phone == "+358 40 123 4567"


def test_markup_is_text(client, url, town):
    typed = '<script>alert("x")</script>'
    response = client.post(url, filled_in("municipality:kuhmoinen", text=typed, email=""))
    assertNotContains(response, "<script>alert")
    assertContains(response, "&lt;script&gt;alert")
    client.post(url, filled_in("municipality:kuhmoinen", text=typed))
    assert Enquiry.objects.get().text == typed


@pytest.mark.parametrize(
    "email", ["nobody", "a@b", "a@b.example\r\nBcc: c@d.example", "a b@c.example", "a@.example", "ä@kunta.example"]
)
def test_what_is_no_address_is_refused(client, url, town, email):
    assert list(errors_of(client.post(url, filled_in("municipality:kuhmoinen", email=email)))) == ["email"]


def test_an_address_copied_with_invisible_characters_is_understood(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", email="\u200b edustaja@kunta.example\u00a0"))
    assert Enquiry.objects.get().email == "edustaja@kunta.example"


@pytest.mark.parametrize("phone", ["call me", "12", "+358 40 <b>", "1" * 20])
def test_what_is_no_phone_number_is_refused(client, url, town, phone):
    assert list(errors_of(client.post(url, filled_in("municipality:kuhmoinen", phone=phone)))) == ["phone"]


@pytest.mark.parametrize(
    "place", ["municipality:nowhere", "kuhmoinen", "region:\x00", "area:", "x:" * 99, "group:vesuri"]
)
def test_an_unknown_place_is_refused(client, url, town, place):
    assert list(errors_of(client.post(url, filled_in(place)))) == ["place"]


@pytest.mark.parametrize("field", ["duties", "services"])
def test_an_unknown_topic_is_refused(client, url, town, field):
    assert list(errors_of(client.post(url, filled_in("municipality:kuhmoinen", **{field: "9" * 30})))) == [field]


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "multipart/form-data; boundary=x"])
def test_a_body_that_is_no_form_does_not_break(client, url, town, content_type):
    assert client.post(url, b"\xff\xfe{[", content_type=content_type).status_code in (200, 400)


@pytest.mark.parametrize("field", ["text", "name", "organisation", "email", "phone"])
def test_what_is_not_utf8_is_refused_and_the_rest_kept(client, url, town, field):
    typed = filled_in("municipality:kuhmoinen", **{field: "BYTES"})
    body = urlencode(typed).replace("BYTES", "Hei%ff%fe%80").encode()
    response = client.post(url, body, content_type="application/x-www-form-urlencoded")
    assert list(errors_of(response)) == [field]
    assert "could not be read" in errors_of(response)[field][0]
    assertContains(response, "Hei\ufffd")
    assertContains(response, typed["name"] if field == "text" else typed["text"])
    assert not Enquiry.objects.exists()


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
fields = ["place", "to", "duties", "services", "text", "name", "organisation", "email", "phone", "consent", "homepage"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    data=st.dictionaries(st.sampled_from([*fields, "token"]), st.lists(anything, min_size=1, max_size=2)),
    query=st.dictionaries(
        st.sampled_from(["group", "municipality", "region", "service", "duty"]), anything, max_size=3
    ),
    is_near=st.booleans(),
)
def test_no_input_breaks_the_page(client, url, town, split_town, monkeypatch, data, query, is_near):
    """is_near: only some fields are odd, so that the rest of the way is gone, too."""
    monkeypatch.setattr("django.conf.settings.ENQUIRIES_PER_HOUR", 10_000)
    monkeypatch.setattr("django.conf.settings.ENQUIRIES_PER_DAY", 10_000)
    if is_near:
        data = {**filled_in("municipality:kurikka", to="all", token=new_form_token()), **data}
    response = client.post(url, data, query_params=query)
    assert response.status_code in (200, 302)
    assert client.get(url, query_params=query).status_code == 200
