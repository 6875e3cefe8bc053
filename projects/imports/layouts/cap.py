"""CAP beneficiaries: what was paid to whom in a financial year (16 October to 15 October).

A payment is never a grant. The sum holds the national share too, so it is public money and not only the EU's. Natural
persons stand among the names. Where a municipality has few beneficiaries, the region stands in its place.
"""

import re

from django.utils.translation import gettext as _

from projects.imports.parsing.parsed_row import ParsedRow, RowHints
from projects.imports.parsing.vocabulary import language_of
from projects.models import FundingStage, Project
from text.normalise import fold

from .layout import Layout

# LEADER is Article 77 in 2023–2027 and measure 19 in 2014–2020. A code stands first, as in "19.2 Tuki toimien …": a 19
# or 77 further on belongs to another measure.
_LEADER = re.compile(r"\bleader|^(?:m|toimenpide|atgard|measure|art|artikla|artikel|article)? ?(?:19|77)\b")


def keep_leader_only(row: ParsedRow, hints: RowHints) -> None:
    """Only rows whose measure is LEADER's are projects here; they go by the name of the measure, having none else.

    Where the file has no column of codes, the measure itself says it: it is a code or begins with one.
    """
    code = hints.measure_code or row.measure
    if not code:
        row.problems.append(_("The row does not state its measure, so it cannot be known as LEADER."))
    elif not _LEADER.search(fold(code)):
        row.problems.append(_("The measure “%(code)s” is not LEADER.") % {"code": code[:60]})
    if not row.applicant:
        row.problems.append(_("The row does not name a beneficiary."))
    if not row.titles and code:
        title = row.measure or code
        row.titles[language_of(title) or "fi"] = title
        row.warnings.append(_("The file has no names of projects; the measure stands as the title."))
    if row.money and row.financial_year is None:
        row.warnings.append(_("The financial year of the payment is not stated."))


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
        "measure": ("Toimenpiteen nimi|Toimenpide", "Åtgärdens namn|Åtgärd", "Name of the measure|Measure"),
        "title": ("Toimen nimi|Hankkeen nimi", "Insatsens namn|Projektets namn", "Name of the operation|Project name"),
        "summary": (
            "Toimen tarkoitus|Toimenpiteen erityistavoite|Erityistavoite",
            "Insatsens syfte|Åtgärdens specifika mål|Specifikt mål",
            "Purpose of the operation|Specific objective",
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
        "dates": (
            "Toimen alkamis- ja päättymispäivä|Alkamis- ja päättymispäivä",
            "Insatsens start- och slutdatum|Start- och slutdatum",
            "Start and end date of the operation|Start and end date",
        ),
        "paid.public_eur": (
            "Yhteensä|Maksettu yhteensä|Maaseuturahasto|Maksettu maaseuturahastosta",
            "Sammanlagt|Totalt|Landsbygdsfonden|EJFLU",
            "Total|Paid in all|EAFRD",
        ),
        "is_person": ("Luonnollinen henkilö", "Fysisk person", "Natural person"),
    },
    needs=("applicant", "measure|measure_code|title", "paid.public_eur"),
    markers="Varainhoitovuosi|EU-varainhoitovuosi|Budgetår|EU-budgetår|Financial year|Verotuskunta|Beskattningskommun"
    "|Maaseuturahasto|Landsbygdsfonden|EAFRD",
    stage=FundingStage.PAID,
    decision=Project.Decision.DECIDED,
    is_cautious=True,
    finish=keep_leader_only,
)
