"""Of a reply by mail only what its writer has added joins the case."""

import pytest

from enquiries.inbound.quoting import own_words

OWN = "Kyllä sopii.\n\nTerveisin Maija"


@pytest.mark.parametrize(
    "around",
    [
        "{}\n\nti 3. helmik. 2026 klo 12.15 Portaali (portaali@posti.example) kirjoitti:\n\n> Hei\n> > vanha\n>\n",
        "{}\n\nOn Tue, 3 Feb 2026 at 12:15, Portaali <portaali@posti.example>\nwrote:\n> Hei\n",
        "{}\n\nDen tis 3 feb. 2026 kl 12:15 skrev Portaali <portaali@posti.example>:\n> Hei\n",
        "{}\n\n-----Alkuperäinen viesti-----\nLähettäjä: Portaali\nHei",
        "{}\n\n________________________________\nLähettäjä: Portaali\nLähetetty: tiistai 3.2.2026\nAihe: x\n\nHei",
        "{}\n\nFrån: Portaali <portaali@posti.example>\nSkickat: den 3 februari 2026\nTill: M\n\nHej",
        "{}\n\n*From:* Portaali\n*Sent:* Tuesday\n*To:* M\n\nHello",
        "{}\n-- \nMaija Meri\nLeader Vesuri",
        "{}\n\nLähetetty iPhonesta",
        "{}\n\nHanki Outlook for Android",
        "ti 3.2.2026 klo 12.15 Portaali kirjoitti:\n> Hei\n\n{}",
        "> Hei\n\n{}",
        # Mail in HTML quotes without a mark.
        "{}\n\nti 3.2.2026 klo 12.15 Portaali <portaali@posti.example> kirjoitti:\n\nHei vanha",
    ],
)
def test_quotation_and_signature_are_left_out(around):
    assert own_words(around.format(OWN)) == OWN


def test_answers_between_quoted_lines_stay():
    text = "ti 3.2.2026 klo 12.15 P kirjoitti:\n> Milloin?\n\nMaanantaina.\n\n> Missä?\n\nKylätalolla."
    assert own_words(text) == "Maanantaina.\n\nKylätalolla."


@pytest.mark.parametrize(
    "text",
    [
        "Kunnanhallitus kirjoitti:\n\nHanke on hyvä.",
        "Lähettäjä: merkitään hakemukseen kunta.\n\nMuuta ei tarvita.",
        "Summa on 5 > 3.\n\n- yksi\n- kaksi",
        "Pitkä kappale, jossa on\nmonta riviä\nja vielä rivejä\nja lisää",
    ],
)
def test_what_only_looks_alike_stays(text):
    assert own_words(text) == text


def test_a_paragraph_right_above_a_quotation_stays():
    text = "Ensimmäinen rivi\ntoinen rivi\nkolmas rivi\nti 3.2.2026 P kirjoitti:\n> Hei"
    assert own_words(text) == "Ensimmäinen rivi\ntoinen rivi\nkolmas rivi"


@pytest.mark.parametrize("text", ["", "> vain lainaus", "ti 3.2.2026 klo 12.15 P kirjoitti:\n> Hei", "-- \nMaija"])
def test_nothing_of_ones_own_is_nothing(text):
    assert own_words(text) == ""
