"""Whatever charset a request names, it is read as UTF-8 and never fails while it is made."""

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.test import RequestFactory

from leaderportal.wsgi import Utf8Request, application


def made(query, charset):
    environ = RequestFactory().generic("POST", "/", "b=%C3%A4", QUERY_STRING=query).environ
    return Utf8Request({**environ, "CONTENT_TYPE": f"application/x-www-form-urlencoded; charset={charset}"})


@pytest.mark.parametrize("charset", ["hex", "rot13", "zlib", "utf-16", "iso-8859-1", "no-such", "utf-8"])
def test_address_and_form_are_read_as_utf8(charset):
    request = made("a=%C3%A5", charset)
    assert (request.GET["a"], request.POST["b"]) == ("å", "ä")


def test_too_many_parameters_are_noticed_only_where_they_can_be_refused():
    request = made("&".join(["a="] * 1001), "utf-8")
    with pytest.raises(TooManyFieldsSent):
        _ = request.GET


def test_the_server_is_given_such_requests():
    assert application.request_class is Utf8Request
