"""Each word that an official would type first leads to the service and the duty that it means."""

import pytest

from groups.models import Service
from leaderportal.pages.search import KINDS
from search.query import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]


@pytest.mark.parametrize(
    ("language", "query", "code"),
    [
        ("fi", "maahanmuuttajat", "immigrant_inclusion"),
        ("fi", "maahanmuutto", "immigrant_inclusion"),
        ("fi", "kotouttaminen", "immigrant_inclusion"),
        ("fi", "ukrainalaisten", "immigrant_inclusion"),
        ("fi", "yritysneuvonta", "startup_advice"),
        ("fi", "hankerahoitus", "funding_know_how"),
        ("fi", "nuorisotyö", "youth_leader"),
        ("sv", "invandrare", "immigrant_inclusion"),
        ("sv", "integration", "immigrant_inclusion"),
        ("sv", "företagsrådgivning", "startup_advice"),
        ("sv", "bykväll", "participation"),
        ("en", "refugees", "immigrant_inclusion"),
        ("en", "business advice", "startup_advice"),
    ],
)
def test_the_shipped_keywords_lead_to_the_right_service_first(language, query, code):
    first_of_each_kind = list(search(query, language, KINDS).entries[:2])
    assert {entry.kind for entry in first_of_each_kind} == {"service", "duty"}
    assert code in {entry.key for entry in first_of_each_kind}
    assert all(text for text in Service.objects.values_list("keywords_fi", "keywords_sv", "keywords_en").get(code=code))
