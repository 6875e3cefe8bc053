"""Texts of the database in the reader's language, else in the first that exists."""

import pytest
from django.utils import translation

from tests.factories import ServiceFactory
from text.localized import localized, reading_order
from text.templatetags.content import lang_note, lines, text

pytestmark = pytest.mark.django_db


def service(**texts):
    columns = {"text_fi": "", "text_sv": "", "text_en": "", **texts}
    return ServiceFactory.build(**columns)


@pytest.mark.parametrize(
    ("language", "order"), [("fi", "fi sv en"), ("sv", "sv fi en"), ("en", "en fi sv"), ("de", "fi sv en")]
)
def test_each_reader_has_an_order_of_languages(language, order):
    assert list(reading_order(language)) == order.split()


def test_the_first_language_that_has_a_text_is_taken():
    assert localized(service(text_sv="På svenska", text_en="English"), "text", "fi") == ("På svenska", "sv")
    assert localized(service(text_fi="Suomeksi", text_en="English"), "text", "en") == ("English", "en")
    assert localized(service(), "text", "en") == ("", "en")
    assert localized(service(text_fi=None, text_sv="På svenska"), "text", "fi") == ("På svenska", "sv")


def test_a_text_of_another_language_is_marked_and_escaped():
    with translation.override("en"):
        assert text(service(text_en="<b>"), "text") == "<b>"  # plain: the template escapes it
        marked = text(service(text_fi="<b>"), "text")
    assert marked == '<span lang="fi">&lt;b&gt;</span> <small class="language-note">(in Finnish)</small>'


def test_lines_leave_out_empty_ones_and_know_their_language():
    assert lines(service(text_sv="ett\n\n  \ntvå\r\n"), "text") == [("ett", "sv"), ("två", "sv")]
    assert lines(service(), "text") == []


def test_the_note_of_a_language_is_empty_for_the_readers_own():
    with translation.override("sv"):
        assert [str(lang_note(language)) for language in ("sv", "fi", "xx")] == ["", "på finska", ""]
