from groups.search_entries import index_network
from search.models import SearchEntry
from search.query import search
from tests.factories import (
    DutyServiceFactory,
    InformationPageFactory,
    NetworkActivityFactory,
    StatementFactory,
    StrengthFactory,
)

KINDS = ["service", "duty", "page"]


def found(query, language="fi"):
    return [(entry.kind, entry.title) for entry in search(query, language, KINDS).entries]


def test_a_service_is_found_by_its_examples_and_a_duty_by_its_services(db):
    link = DutyServiceFactory(duty__name_fi="Nuoriso", service__name_fi="Nuorten tuki")
    NetworkActivityFactory(service=link.service, text_fi="Kesätyöt")
    index_network()
    assert found("kesätyöt") == [("service", "Nuorten tuki")]
    assert ("duty", "Nuoriso") in found("nuorten tuki")


def test_the_body_of_a_page_is_found_without_its_markup(db):
    InformationPageFactory(
        body_fi="# Otsikko\n\nTeksti [linkki](/fi/x/) ja **vahva**.\n\n- kohta", title_fi="Tietosuoja"
    )
    index_network()
    entry = SearchEntry.objects.get(key="privacy", language="fi")
    assert entry.text == "Otsikko Teksti linkki ja vahva. kohta"
    assert found("linkki") == [("page", "Tietosuoja")]


def test_the_page_names_who_runs_the_portal(db, settings):
    settings.OPERATOR_NAME = "Kyläverkko"
    InformationPageFactory(body_fi="Vastaa {operator}, {email}.")
    index_network()
    assert "Vastaa Kyläverkko" in SearchEntry.objects.get(key="privacy", language="fi").text


def test_the_networks_own_words_lead_to_the_front_page(db):
    StatementFactory(text_fi="Kasvatamme elinvoimaa")
    StrengthFactory(name_fi="Matala kynnys", text_fi="Helppo lähestyä")
    index_network()
    entry = SearchEntry.objects.get(key="front", language="sv")
    assert entry.url == "/sv/"
    assert [kind for kind, _title in found("elinvoimaa kynnys")] == ["page"]


def test_the_order_of_services_is_kept(db):
    for order, name in [(2, "Aapinen"), (1, "Öinen")]:
        DutyServiceFactory(service__order=order, service__name_fi=name, service__text_fi="yhteinen")
    index_network()
    assert [title for kind, title in found("yhteinen") if kind == "service"] == ["Öinen", "Aapinen"]
