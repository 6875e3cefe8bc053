"""Natural persons and sole traders are told apart from organisations, and nothing of them is kept."""

import pytest

from projects.imports.parsing.applicants import applicant_of
from tests.projects.imports.files import cells, parsed_row_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Koillis-Mallin kyläyhdistys ry", "association"),
        ("Mallby ungdomsförening r.f.", "association"),
        ("OSUUSKUNTA MALLIN RIISTA", "company"),
        ("Oy Malli Ab", "company"),
        ("Mallin kunta", "municipality"),
        ("Mallin kaupunki", "municipality"),
        ("Malax kommun", "municipality"),
        ("Mallin kuntayhtymä", "municipality"),
        ("Mallin seurakunta", "parish"),
        ("Malli-säätiö sr", "education"),
        ("Mallijärven osakaskunta", "other"),
        ("Mallijärvi LEADER ry", "group"),
        ("Leader Malli", "group"),
        ("Leader-kone Malli Oy", "company"),
        ("Ns. Silmu", "unknown"),
        ("Mallin metsästäjät", "unknown"),
    ],
)
def test_gives_a_kind_only_where_the_form_of_the_name_shows_it(name, kind):
    assert applicant_of(name) == (kind, False)


def test_believes_a_column_that_states_the_kind():
    assert applicant_of("Mallin metsästäjät", "Rekisteröity yhdistys") == ("association", False)
    assert applicant_of("Matti Malli", "Yritys").kind == "company"


@pytest.mark.parametrize(
    "name", ["Matti Meikäläinen", "Meikäläinen, Maija", "ANNA-LIISA MALLI", "Tmi Malli", "F:ma Malli", "Toiminimi X"]
)
def test_takes_common_names_and_sole_traders_for_persons(name):
    assert applicant_of(name).is_person


def test_a_persons_name_within_an_organisations_is_no_person():
    for name in ("Anna Tapion säätiö", "Matin ja Maijan kerho", "Kahvila Maria", "Aino Oy", "Pekka Mallin seura"):
        assert not applicant_of(name).is_person, name


@pytest.mark.parametrize(
    "kind", ["yksityishenkilö", "Luonnollinen henkilö", "privatperson", "toiminimi", "Enskild näringsidkare"]
)
def test_keeps_nothing_of_the_row_of_a_person(kind):
    parsed = parsed_row_of(cells(Hakijan_tyyppi=kind, Julkinen="1 000"))
    assert (parsed.is_person, parsed.raw, parsed.titles, parsed.applicant, parsed.money) == (True, {}, {}, "", {})
    assert len(parsed.problems) == 1


def test_a_legal_person_is_no_natural_person():
    assert not parsed_row_of(cells(Hakijan_tyyppi="oikeushenkilö")).is_person
