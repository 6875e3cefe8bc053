"""The privacy notice shows the day that a consent refers to, as the reader's language writes it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override

from groups.seed.network import PAGES_VERSION


@pytest.mark.parametrize(("language", "word"), [("fi", "Versio"), ("sv", "Version"), ("en", "Version")])
def test_the_shipped_notice_names_its_version(language, word):
    text = Path(settings.BASE_DIR, "groups", "data", "pages", f"privacy.{language}.md").read_text(encoding="utf-8")
    with override(language):
        assert f"\n\n{word} {date_format(PAGES_VERSION, 'SHORT_DATE_FORMAT')}\n\n" in text
