"""How we know something is told beside it: state, source, year and day of checking, and never a dangerous link."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from groups.evidence import ServiceStatus
from tests.factories import ExampleActivityFactory, LeaderGroupFactory, ServiceFactory, ServiceOfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def tag(text, **context):
    return Template("{% load proof %}" + text).render(Context(context))


def offer(**values):
    return ServiceOfferFactory.build(**values)


def example(**values):
    return ExampleActivityFactory.build(group=LeaderGroupFactory.build(slug="kuusi"), **values)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (lambda: ServiceStatus(), "Ask the group"),
        (lambda: ServiceStatus(offer=offer()), "Told on a public page"),
        (lambda: ServiceStatus(offer=offer(confidence="low")), "Told on a public page, check with the group"),
        (lambda: ServiceStatus(offer=offer(is_confirmed=True, confidence="low")), "Confirmed by the group"),
        (lambda: ServiceStatus(examples=[example()]), "Shown by 1 example"),
        (lambda: ServiceStatus(examples=[example(), example(), example(confidence="low")]), "Shown by 2 examples"),
        (lambda: ServiceStatus(schemes=1, examples=[example()]), "Shown by 1 scheme of small grants"),
    ],
)
def test_the_state_is_told_in_words(cell, words):
    assert f">{words}<" in tag("{% state cell %}", cell=cell())


def test_shown_leads_to_the_examples():
    assert 'href="/en/groups/kuusi/#examples"' in tag("{% state cell %}", cell=ServiceStatus(examples=[example()]))


def test_the_source_is_a_link_with_year_and_day():
    fact = offer(source="https://ryhma.example/a?b=1&c=2; https://other.example/", source_year=2024)
    fact.checked_on = date(2026, 11, 4)
    html = tag("{% source fact %}", fact=fact)
    assert '<a href="https://ryhma.example/a?b=1&amp;c=2" rel="external">source</a>, 2024' in html
    assert html.endswith("checked on 4 Nov 2026")
    assert "other.example" not in html


def test_a_year_is_no_quantity():
    assert ", 2024" in tag("{% source fact %}", fact=offer(source_year=2024))


@pytest.mark.parametrize("source", ["", "knowledge", "town: knowledge; https://later.example/", "ftp://x.example/"])
def test_without_an_address_there_is_no_link(source):
    assert tag("{% source fact %}", fact=offer(source=source)) == ""


@pytest.mark.parametrize(
    "source",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)//https://x.example",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "\x01javascript:alert(1)",
        "//evil.example",
    ],
)
def test_a_dangerous_source_never_becomes_a_link(source):
    assert "<a" not in tag("{% source fact %}", fact=offer(source=source))


def test_markup_in_facts_is_text():
    fact = offer(source='https://x.example/"><script>alert(1)</script>', text_en="<b>bold</b>", source_year=2020)
    service = ServiceFactory.build(slug="kylat", name_en="<i>Villages</i>")
    group = LeaderGroupFactory.build(name_en="<u>Kuusi</u>")
    html = tag("{% offer service cell group %}", service=service, cell=ServiceStatus(offer=fact), group=group)
    for markup in ("<script", "<b>", "<i>", "<u>"):
        assert markup not in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    assert html.count("<a ") == html.count("</a>") == 2


def test_a_service_known_by_an_example_only_is_told_by_its_title_in_its_language():
    html = tag(
        "{% offer service cell %}",
        service=ServiceFactory.build(),
        cell=ServiceStatus(examples=[example(title="Laavu")]),
    )
    assert '<span lang="fi">Laavu</span>' in html
    swedish = ServiceStatus(examples=[example(title="Vindskydd", title_language="sv")])
    assert '<span lang="sv">Vindskydd</span>' in tag("{% offer s cell %}", s=ServiceFactory.build(), cell=swedish)


def test_an_offer_without_words_of_its_own_is_told_by_what_was_done():
    cell = ServiceStatus(offer=offer(text_fi=""), examples=[example(title="Laavu")])
    assert "Laavu" in tag("{% offer service cell %}", service=ServiceFactory.build(), cell=cell)
    nothing = tag(
        "{% offer service cell %}",
        service=ServiceFactory.build(name_en="Villages"),
        cell=ServiceStatus(offer=offer(text_fi="")),
    )
    assert "Villages</a>: " not in nothing  # no colon before nothing
