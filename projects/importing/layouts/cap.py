"""CAP beneficiaries: what was paid to whom in a financial year (16 October to 15 October).

A payment is never a grant. The sum holds the national share too, so it is public money and not only the EU's. Natural
persons stand among the names. Where a municipality has few beneficiaries, the region stands in its place.
"""

import re

from django.utils.translation import gettext as _

from places.names import fold

from ...models import FundingStage, Project
from .layout import Layout

# LEADER is Article 77 in 2023–2027 and measure 19 in 2014–2020.
_LEADER = re.compile(r"leader|(?:^|\b)(?:m ?)?(?:77|19)(?:\b|$)")


def keep_leader_only(draft, told):
    """Only rows whose measure code is LEADER's are projects here."""
    code = told.get("measure_code", "")
    if not code:
        draft.problems.append(_("The row does not tell the code of its measure, so it cannot be known as LEADER."))
    elif not _LEADER.search(fold(code)):
        draft.problems.append(_("The measure “%(code)s” is not LEADER.") % {"code": code})
    if draft.money and draft.financial_year is None:
        draft.remarks.append(_("The financial year of the payment is not told."))


LAYOUT = Layout(
    name="cap",
    headers={
        "applicant": (
            "Tuensaajan nimi|Tuensaaja|Edunsaaja",
            "Stödmottagarens namn|Stödmottagare|Stödtagare",
            "Beneficiary name|Name of beneficiary|Beneficiary",
        ),
        "applicant_place": (
            "Verotuskunta|Kunta tai maakunta|Kunta",
            "Beskattningskommun|Kommun eller landskap|Kommun",
            "Municipality of taxation|Municipality or region|Municipality",
        ),
        "measure_code": ("Toimenpiteen koodi|Toimenpidekoodi", "Åtgärdens kod|Åtgärdskod", "Measure code"),
        "title": (
            "Toimenpiteen nimi|Toimenpide|Toimenpiteen erityistavoite|Erityistavoite",
            "Åtgärdens namn|Åtgärd|Åtgärdens specifika mål|Specifikt mål",
            "Measure|Specific objective",
        ),
        "financial_year": ("Varainhoitovuosi|EU-varainhoitovuosi", "Budgetår|EU-budgetår", "Financial year"),
        "starts": (
            "Toimen alkamispäivä|Alkamispäivä|Alkupvm",
            "Insatsens startdatum|Startdatum",
            "Start date of the operation|Start date",
        ),
        "ends": (
            "Toimen päättymispäivä|Päättymispäivä|Loppupvm",
            "Insatsens slutdatum|Slutdatum",
            "End date of the operation|End date",
        ),
        "paid.public_eur": (
            "Yhteensä|Maksettu yhteensä|Maaseuturahasto|Maksettu maaseuturahastosta",
            "Sammanlagt|Totalt|Landsbygdsfonden|EJFLU",
            "Total|Paid in all|EAFRD",
        ),
        "is_person": ("Luonnollinen henkilö", "Fysisk person", "Natural person"),
    },
    needs=("applicant", "title", "paid.public_eur"),
    signs="Varainhoitovuosi|EU-varainhoitovuosi|Budgetår|EU-budgetår|Financial year|Verotuskunta|Beskattningskommun"
    "|Maaseuturahasto|Landsbygdsfonden|EAFRD",
    stage=FundingStage.PAID,
    decision=Project.Decision.DECIDED,
    is_cautious=True,
    finish=keep_leader_only,
)
