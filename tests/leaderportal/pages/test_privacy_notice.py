"""The privacy notice states how long data is kept in the very figures that the daily tasks use."""

from pathlib import Path

import pytest
from django.conf import settings as project

from tests.factories import InformationPageFactory
from tests.leaderportal.pages.world import address
from tests.page import main_part

pytestmark = pytest.mark.django_db
RETENTION = {
    "KEEP_CASE_MONTHS": 111,
    "KEEP_OPEN_CASE_MONTHS": 222,
    "KEEP_SPAM_DAYS": 333,
    "KEEP_STAFF_TRACES_DAYS": 444,
    "KEEP_CONTACT_VERSIONS_MONTHS": 555,
}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_shipped_notice_states_the_settings(client, settings, language):
    for name, number in RETENTION.items():
        setattr(settings, name, number)
    file = Path(project.BASE_DIR, "groups", "data", "pages", f"privacy.{language}.md")
    InformationPageFactory(code="privacy", **{f"body_{language}": file.read_text(encoding="utf-8")})
    text = main_part(client.get(address("page-privacy", language=language))).text()
    assert [number for number in RETENTION.values() if str(number) not in text] == []
    assert "{" not in text
