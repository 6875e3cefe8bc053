"""How we know something is said beside it: state, source, year and day of checking, and never a dangerous link."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from groups.evidence import ProjectEvidence, ServiceStatus
from tests.factories import ExampleActivityFactory, LeaderGroupFactory, ServiceFactory, ServiceOfferFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def render(partial, **context):
    """Return what a partial of groups shows, as a page."""
    return Page(f"<body>{render_to_string(f'groups/_{partial}.html', context)}</body>")


def offer(**values):
    return ServiceOfferFactory.build(**values)


def example(**values):
    return ExampleActivityFactory.build(group=LeaderGroupFactory.build(slug="kuusi"), **values)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (lambda: ServiceStatus(), "Ask the group"),
        (lambda: ServiceStatus(offer=offer()), "Stated on a public page"),
        (lambda: ServiceStatus(offer=offer(confidence="low")), "Stated on a public page, check with the group"),
        (lambda: ServiceStatus(offer=offer(is_confirmed=True, confidence="low")), "Confirmed by the group"),
        (lambda: ServiceStatus(examples=[example()]), "Shown by 1 example"),
        (lambda: ServiceStatus(examples=[example(), example(), example(confidence="low")]), "Shown by 2 examples"),
        (lambda: ServiceStatus(project_evidence=ProjectEvidence(projects=2, url="/x")), "Shown by 2 projects"),
        (
            lambda: ServiceStatus(project_evidence=ProjectEvidence(schemes=1, url="/x"), examples=[example()]),
            "Shown by 1 scheme of small grants",
        ),
    ],
)
def test_the_state_is_said_in_words(status, words):
    assert render("evidence", status=status()).text(".state") == words


def test_examples_that_demonstrate_a_service_are_linked():
    page = render("evidence", status=ServiceStatus(examples=[example()]), about="Villages")
    assert page.links() == {"Shown by 1 example: Villages": "/en/groups/kuusi/#examples"}


def test_the_source_is_a_link_with_year_and_day():
    fact = offer(source="https://ryhma.example/a?b=1&c=2; https://other.example/", source_year=2024)
    fact.checked_on = date(2026, 11, 4)
    page = render("source", fact=fact)
    assert page.links() == {"source": "https://ryhma.example/a?b=1&c=2"}
    assert page.text() == "· source, 2024 · checked on 4 Nov 2026"


def test_a_year_is_no_quantity_and_stands_close_to_what_it_belongs_to():
    assert render_to_string("groups/_source.html", {"fact": offer(source_year=2024)}).rstrip() == ", 2024"
    assert render("evidence", status=ServiceStatus(offer=offer(source_year=2024))).text() == (
        "Stated on a public page, 2024"
    )


@pytest.mark.parametrize("source", ["", "knowledge", "town: knowledge; https://later.example/", "ftp://x.example/"])
def test_without_an_address_there_is_no_link(source):
    assert render("source", fact=offer(source=source)).text() == ""


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
    assert render("source", fact=offer(source=source)).select("a") == []


def test_markup_in_facts_is_text():
    fact = offer(source='https://x.example/"><script>alert(1)</script>', text_en="<b>bold</b>", source_year=2020)
    service = ServiceFactory.build(slug="kylat", name_en="<i>Villages</i>")
    group = LeaderGroupFactory.build(name_en="<u>Kuusi</u>")
    page = render("offer", service=service, status=ServiceStatus(offer=fact), group=group)
    assert page.select("script, b, i, u") == []
    assert "<i>Villages</i> (<u>Kuusi</u>): <b>bold</b>" in page.text()
    assert len(page.select("a")) == 2


def test_a_service_known_only_by_an_example_is_described_by_its_title_in_its_language():
    finnish = ServiceStatus(examples=[example(title="Laavu")])
    assert render("offer", service=ServiceFactory.build(), status=finnish).text('[lang="fi"]') == "Laavu"
    swedish = ServiceStatus(examples=[example(title="Vindskydd", title_language="sv")])
    assert render("offer", service=ServiceFactory.build(), status=swedish).text('[lang="sv"]') == "Vindskydd"


def test_an_offer_without_words_of_its_own_is_described_by_what_was_done():
    status = ServiceStatus(offer=offer(text_fi=""), examples=[example(title="Laavu")])
    assert "Laavu" in render("offer", service=ServiceFactory.build(), status=status).text()
    service = ServiceFactory.build(name_en="Villages")
    nothing = render("offer", service=service, status=ServiceStatus(offer=offer(text_fi="")))
    assert nothing.text().startswith("Villages Stated")  # no colon before nothing
