"""A character set that isn't one of text is refused, not a failure."""

import pytest
from django.urls import reverse


def ask(client, charset):
    return client.get(reverse("find"), CONTENT_TYPE=f"text/plain; charset={charset}")


@pytest.mark.parametrize("charset", ["hex", "rot13", "zlib"])
def test_a_codec_that_is_not_of_text_is_refused(client, charset):
    assert ask(client, charset).status_code == 400


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "no-such"])
def test_an_unknown_or_usual_charset_is_read_as_ever(client, charset):
    assert ask(client, charset).status_code == 200
