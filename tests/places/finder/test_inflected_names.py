"""A genitive, and a word such as "Turussa", leads back to the name it was made of."""

import pytest

from places.finder.inflected_names import base_forms
from text.normalise import match_key

NOMINATIVES = """
    Akaan Akaa, Alajärven Alajärvi, Alavuden Alavus, Espoon Espoo, Eurajoen Eurajoki, Forssan Forssa,
    Haapaveden Haapavesi,
    Hailuodon Hailuoto, Hangon Hanko, Harjavallan Harjavalta, Helsingin Helsinki, Hirvensalmen Hirvensalmi,
    Huittisten Huittinen, Hyvinkään Hyvinkää, Hämeenkyrön Hämeenkyrö, Iin Ii, Iisalmen Iisalmi, Iitin Iitti,
    Ikaalisten Ikaalinen, Isonkyrön Isokyrö, Joensuun Joensuu, Jokioisten Jokioinen, Juuan Juuka, Kalajoen Kalajoki,
    Kannuksen Kannus, Kaskisten Kaskinen, Kauniaisten Kauniainen, Keiteleen Keitele, Kemin Kemi, Keuruun Keuruu,
    Kirkkonummen Kirkkonummi, Kiteen Kitee, Kokemäen Kokemäki, Kontiolahden Kontiolahti,
    Kristiinankaupungin Kristiinankaupunki, Kuhmoisten Kuhmoinen, Kuortaneen Kuortane, Lahden Lahti,
    Lappeenrannan Lappeenranta, Leppävirran Leppävirta, Liedon Lieto, Limingan Liminka, Lopen Loppi, Luhangan Luhanka,
    Luodon Luoto, Maarianhaminan Maarianhamina, Mikkelin Mikkeli, Muhoksen Muhos, Mustasaaren Mustasaari,
    Muuramen Muurame, Mänttä-Vilppulan Mänttä-Vilppula, Nurmeksen Nurmes, Oriveden Orivesi, Outokummun Outokumpu,
    Paraisten Parainen, Pihtiputaan Pihtipudas, Pomarkun Pomarkku, Porin Pori, Puolangan Puolanka,
    Punkalaitumen Punkalaidun, Pyhännän Pyhäntä, Pyhärannan Pyhäranta, Pälkäneen Pälkäne, Raahen Raahe,
    Raaseporin Raasepori, Rautalammin Rautalampi, Ruoveden Ruovesi, Savitaipaleen Savitaipale, Seinäjoen Seinäjoki,
    Sysmän Sysmä, Tampereen Tampere, Toholammin Toholampi, Turun Turku, Uudenkaarlepyyn Uusikaarlepyy,
    Uudenkaupungin Uusikaupunki, Varkauden Varkaus, Vesannon Vesanto, Vihdin Vihti, Vimpelin Vimpeli, Virtain Virrat,
    Virtojen Virrat, Vöyrin Vöyri, Äänekosken Äänekoski, Ahvenanmaan Ahvenanmaa, Keski-Suomen Keski-Suomi,
    Kanta-Hämeen Kanta-Häme, Lapin Lappi, Satakunnan Satakunta, Uudenmaan Uusimaa, Esbos Esbo, Ålands Åland,
    Österbottens Österbotten
"""
PAIRS = [pair.split() for pair in NOMINATIVES.split(",")]


@pytest.mark.parametrize(("genitive", "nominative"), PAIRS)
def test_a_genitive_leads_to_its_nominative(genitive, nominative):
    assert match_key(nominative) in base_forms(match_key(genitive))


LOCAL_CASES = """
    Tampereella Tampere, Tampereelta Tampere, Tampereelle Tampere, Turussa Turku, Turkuun Turku, Turusta Turku,
    Helsingissä Helsinki, Espooseen Espoo, Lahdessa Lahti, Lahteen Lahti, Hangossa Hanko, Kuhmoisissa Kuhmoinen,
    Kuhmoisista Kuhmoinen, Kuhmoisiin Kuhmoinen, Paraisilla Parainen, Virroilla Virrat, Virroille Virrat,
    Rovaniemellä Rovaniemi, Kauhajoelta Kauhajoki, Uudessakaupungissa Uusikaupunki, Isossakyrössä Isokyrö,
    Nurmeksessa Nurmes, Varkauteen Varkaus, Punkalaitumella Punkalaidun, Pihtiputaalla Pihtipudas, Vaasaan Vaasa,
    Uudellamaalla Uusimaa, Pirkanmaalla Pirkanmaa, Lapissa Lappi, Kainuussa Kainuu, Salossa Salo, Raaheen Raahe
"""


@pytest.mark.parametrize(("inflected", "nominative"), [pair.split() for pair in LOCAL_CASES.split(",")])
def test_where_one_is_or_goes_leads_to_the_name(inflected, nominative):
    assert match_key(nominative) in base_forms(match_key(inflected))


def test_only_one_word_of_several_counts_as_inflected():
    assert "koski tl" in base_forms("kosken tl")


@pytest.mark.parametrize("text", ["", "n", "s", "en", "aan", "n n n", "ояна", "den"])
def test_what_is_no_word_does_no_harm(text):
    assert text not in base_forms(text)
