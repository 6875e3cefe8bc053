"""Pages of text that staff edits: Markdown without any way to slip in markup or a script."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import InformationPageFactory
from tests.leaderportal.pages.world import address
from tests.page import Page, main_part

pytestmark = pytest.mark.django_db


def page(client, body, language="en", **values):
    InformationPageFactory(code="about", **{f"body_{language}": body, **values})
    return client.get(address("page-about", language=language))


def test_markdown_becomes_headings_links_lists_and_tables(client):
    text = "## Otsikko\n\n- kohta\n\n[linkki](https://x.example/)\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    main = main_part(page(client, text))
    assert (main.text("article h2"), main.text("article li"), main.texts("article td")) == (
        "Otsikko",
        "kohta",
        ["1", "2"],
    )
    assert main.links("article") == {"linkki": "https://x.example/"}


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "text <b onclick='alert(1)'>bold</b>",
        "`<script>alert(1)</script>`",
        "    <script>alert(1)</script>",
        "<!-- <script>alert(1)</script> -->",
        '[a](<https://x.example/"onmouseover=alert(1)>)',
        '![x"onerror="alert(1)](/x.png)',
    ],
)
def test_markup_in_the_text_is_shown_as_text(client, body):
    article = Page(page(client, body)).only("main article")
    assert article.cssselect("script, b, img[src=x]") == []
    assert not [name for element in article.iter() for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize(
    "address_of_link",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "vbscript:x", "data:text/html,x"],
)
@pytest.mark.parametrize("form", ["[a]({})", "[a](<{}>)", "<{}>", "[a]: {}\n\n[a]", "![a]({})"])
def test_links_to_scripts_are_refused(client, form, address_of_link):
    targets = Page(page(client, form.format(address_of_link))).only("main article").xpath(".//@href | .//@src")
    assert not [target for target in targets if target.strip().lower().startswith(("java", "vbs", "data"))]


def test_the_operator_is_named_and_cannot_bring_markup(client, settings):
    settings.OPERATOR_NAME, settings.OPERATOR_EMAIL = "Kylät <b>ry</b>", "ry@kylat.example"
    main = main_part(page(client, "{operator}: <{email}>, {else}"))
    assert main.text("article p") == "Kylät <b>ry</b>: ry@kylat.example, {else}"
    assert main.links("article") == {"ry@kylat.example": "mailto:ry@kylat.example"}


@pytest.mark.parametrize(("language", "note"), [("sv", "på finska"), ("en", "in Finnish")])
def test_a_text_that_is_missing_comes_in_another_language_and_says_so(client, language, note):
    InformationPageFactory(code="about", title_fi="Tietoa", body_fi="Suomeksi vain.")
    response = client.get(address("page-about", language=language))
    assert Page(response).value("article", "lang") == "fi"
    assertContains(response, note)
    assertContains(response, "Suomeksi vain.")


def test_a_text_in_the_readers_language_carries_no_note(client):
    response = page(client, "Only this.", title_en="About")
    assert Page(response).value("article", "lang") == ""
    assertNotContains(response, "in Finnish")


def test_an_empty_page_and_a_missing_one_answer(client, db):
    assert page(client, "", body_fi="").status_code == 200
    assert client.get(address("page-privacy")).status_code == 404
