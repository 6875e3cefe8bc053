"""Dates read as people in Finland write them, in every language."""

from datetime import datetime

import pytest
from django.template import Context, Template
from django.utils import translation

MOMENT = datetime(2026, 11, 4, 5, 6)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("fi", "4.11.2026", "4.11.2026 5.06"),
        ("sv", "4.11.2026", "4.11.2026 kl. 5.06"),
        ("en", "4 Nov 2026", "4 Nov 2026, 05:06"),
    ],
)
def test_dates_put_the_day_first(language, day, moment):
    with translation.override(language):
        template = Template('{{ moment|date:"SHORT_DATE_FORMAT" }} | {{ moment|date:"SHORT_DATETIME_FORMAT" }}')
        assert template.render(Context({"moment": MOMENT})) == f"{day} | {moment}"
