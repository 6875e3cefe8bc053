"""The charts show exactly what was found, and the table beside each has the same numbers."""

import pytest

from projects.templatetags.charts import column_chart
from tests.factories import ProjectFactory, ThemeFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


def positions(search):
    """Return the left edges of the columns of the chart of starting years."""
    return [column.x for column in column_chart(search().context["years"], "")["columns"]]


def test_years_and_themes_count_the_chosen_projects_only(search):
    youth = ThemeFactory(code="youth", name_fi="Nuoret")
    for year in (2018, 2020, 2020):
        ProjectFactory(theme=youth, starts=f"{year}-05-01")
    ProjectFactory(theme=youth)
    ProjectFactory(starts="2019-01-01")
    context = search("theme=youth").context
    assert [(bar.name, bar.count) for bar in context["years"] if not bar.is_unknown] == [("2018", 1), ("2020", 2)]
    assert [bar.count for bar in context["years"] if bar.is_unknown] == [1]
    assert [(bar.name, bar.count) for bar in context["themes"]] == [("Nuoret", 4)]
    assert sum(bar.count for bar in context["years"]) == context["count"]


def test_chosen_years_are_all_that_the_years_show(search):
    for year in (2018, 2020):
        ProjectFactory(starts=f"{year}-05-01")
    assert [bar.name for bar in search("year=2018").context["years"]] == ["2018"]


def test_the_drawing_and_the_table_have_the_same_numbers(search):
    for year in (2018, 2020, 2020):
        ProjectFactory(starts=f"{year}-05-01")
    page = Page(search())
    drawn = dict(text.split(": ") for text in page.texts("svg.years title"))
    rows = page.select("table.counts tbody tr")
    table = {row.cssselect("th")[0].text_content().strip(): row.cssselect("td")[0].text_content() for row in rows}
    assert drawn == {year: count for year, count in table.items() if year.isdigit()} == {"2018": "1", "2020": "2"}


def test_years_stand_to_scale_unless_one_is_far_off(search):
    for year in (2018, 2021):
        ProjectFactory(starts=f"{year}-05-01")
    assert positions(search) == [0, 30]
    ProjectFactory(starts="0201-01-01")
    assert positions(search) == [0, 10, 20]


def test_a_bar_leads_to_the_projects_that_it_counts(search):
    ThemeFactory(code="youth")
    ProjectFactory(theme_id="youth", starts="2020-01-01")
    ProjectFactory(theme_id="youth", starts="2021-01-01")
    bar = search("theme=youth").context["years"][0]
    assert search(bar.querystring).context["count"] == bar.count == 1
