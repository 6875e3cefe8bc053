"""Every kind of page speaks one language, says which, and leads to itself in the others."""

import re
from functools import cache
from html import escape, unescape
from itertools import permutations
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from tests.shipped_data import loaded

LANGUAGES = ["fi", "sv", "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)\w|\{\w*\}|<[^>]+>")
# (name of the address, its arguments, query string)
PAGES = [
    ("front", (), ""),
    ("municipalities", (), ""),
    ("municipality", ("kuhmoinen",), ""),
    ("municipality", ("kurikka",), ""),
    ("municipality", ("helsinki",), ""),
    ("regions", (), ""),
    ("region", ("pirkanmaa",), ""),
    ("region-services", ("pirkanmaa",), ""),
    ("groups", (), ""),
    ("group", ("leader-silmu",), ""),
    ("compare", (), "?g=leader-silmu&g=leader-vesuri&g=leader-emo&g=none"),
    ("services", (), ""),
    ("service", ("osallistaminen",), ""),
    ("duties", (), ""),
    ("duty", ("nuoriso",), ""),
    ("examples", (), "?region=nowhere&page=99"),
    ("find", (), ""),
    ("find", (), "?q=Kur"),
    ("find", (), "?q=Helsinki"),
    ("find", (), "?q=Atlantis"),
    ("search", (), "?q=Leader"),
    ("search", (), "?q=qwertyx"),
    ("search", (), "?q=qwertyx+Leader&kind=none&page=99"),
    ("enquiry", (), ""),
    ("enquiry", (), "?municipality=kuhmoinen"),
    ("enquiry", (), "?municipality=kurikka"),
    ("enquiry", (), "?municipality=helsinki"),
    ("enquiry", (), "?region=pirkanmaa"),
    ("page-about", (), ""),
    ("page-data", (), ""),
    ("page-accessibility", (), ""),
    ("page-privacy", (), ""),
    ("open-data", (), ""),
    ("enquiry-numbers", (), ""),
]
pytestmark = pytest.mark.django_db  # else this module alone gets no database
in_every_language = pytest.mark.parametrize("language", LANGUAGES)
every_page = pytest.mark.parametrize(("name", "args", "query"), PAGES)


@pytest.fixture(scope="module", autouse=True)
def real_data(django_db_setup, django_db_blocker):
    with override_settings(OPERATOR_NAME="Leader"), loaded(django_db_blocker):
        yield


@pytest.fixture(scope="module")
def page_in():
    """Return (address, HTML) of a page in a language; each is asked for once only."""

    @cache
    def page_in(language, name, args, query):
        with translation.override(language):
            address = reverse(name, args=args) + query
        response = Client().get(address)
        assert response.status_code == 200
        return address, response.content.decode()

    return page_in


def spoken(entry, language):
    """Return the texts of a catalogue entry in a language; English is the source itself."""
    if language == "en":
        return [entry.msgid, entry.msgid_plural]
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def fragments(texts):
    """Return what stands between the placeholders of the texts and is too long for a name."""
    parts = (part.strip(" .,:") for text in texts for part in PLACEHOLDER.split(text))
    return {part for part in parts if len(part) > 11}


def telltales():
    """Return {(page's language, other language): pattern of the texts that only the other one uses}."""
    files = {code: Path(settings.LOCALE_PATHS[0], code, "LC_MESSAGES", "django.po") for code in ("fi", "sv")}
    catalogues = {
        code: [e for e in polib.pofile(str(file)) if not e.msgid.endswith("/")] for code, file in files.items()
    }
    catalogues["en"] = catalogues["fi"]
    words = {code: fragments(text for e in catalogues[code] for text in spoken(e, code)) for code in LANGUAGES}
    return {
        (own, other): re.compile(
            r"\b(" + "|".join(map(re.escape, sorted(words[other] - words[own], key=len, reverse=True))) + r")\b"
        )
        for own, other in permutations(LANGUAGES, 2)
    }


TELLTALES = telltales()


def text_of(page):
    """Return what a person reads or hears of a page (HTML), without what is said to be in another language."""
    page = re.sub(r"<(option|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(r'<(\w+)[^>]* lang="\w+"[^>]*>[^<]*</\1>', " ", page)
    page = re.sub(r' (?:action|class|d|for|href|id|name|src|value)="[^"]*"', "", page)
    return " ".join(unescape(page).split())


def foreign_words(language, page):
    others = set(LANGUAGES) - {language}
    text = re.sub(r"https?://\S+", "", text_of(page))  # an address is in no language
    return [word for other in others for word in TELLTALES[language, other].findall(text)]


@every_page
@in_every_language
def test_page_speaks_one_language(page_in, language, name, args, query):
    _address, page = page_in(language, name, args, query)
    assert f'<html lang="{language}">' in page
    assert not foreign_words(language, page)


@every_page
@in_every_language
def test_page_leads_to_itself_in_every_language(page_in, language, name, args, query):
    _address, page = page_in(language, name, args, query)
    head, switch = page.split("<body>")[0], re.search(r'<nav class="langs".*?</nav>', page, re.DOTALL)[0]
    for other in LANGUAGES:
        address, _page = page_in(other, name, args, query)  # which exists, or this fails
        assert f'hreflang="{other}" href="http://testserver{escape(address)}"' in head
        # From the form of an enquiry a button leads there and takes along what is typed.
        assert f'{"formaction" if name == "enquiry" else "href"}="{escape(address)}"' in switch


@pytest.mark.parametrize(
    ("language", "names"), [("fi", "suomi, ruotsi"), ("sv", "finska, svenska"), ("en", "Finnish, Swedish")]
)
def test_working_languages_are_named_in_the_readers(page_in, language, names):
    _address, page = page_in(language, "group", ("leader-silmu",), "")
    assert names in page


@in_every_language
def test_missing_page_speaks_the_language_of_its_address(client, language):
    response = client.get(f"/{language}/qwertyx/")
    assert response.status_code == 404
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert not foreign_words(language, page)
