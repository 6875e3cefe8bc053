"""Cohesion policy: Kohesio's export and the lists of operations of the programmes.

LEADER is not paid by these funds, so their operations are activities with other money here: listed, never summed.
"""

from django.utils.translation import gettext as _

from projects.imports.parsing.parsed_row import ParsedRow, RowHints
from projects.models import FundingStage, Project

from .layout import Layout


def drop_machine_translation(row: ParsedRow, hints: RowHints) -> None:
    """Kohesio's English texts are machine translations, kept only where there is no other text; euros only."""
    for texts in (row.titles, row.summaries):
        if len(texts) > 1:
            texts.pop("en", None)
    row.warnings.append(_("Not Leader money: kept as an activity with other money."))


KOHESIO = Layout(
    name="kohesio",
    headers={
        "source_key": ("", "", "Operation_Unique_Identifier|Operation_Local_Identifier"),
        "title": ("", "", "Operation_Name_Programme_Language"),
        "title_en": ("", "", "Operation_Name_English"),
        "summary": ("", "", "Operation_Summary_Programme_Language"),
        "summary_en": ("", "", "Operation_Summary_English"),
        "applicant": ("", "", "Beneficiary_Name"),
        "starts": ("", "", "Operation_Start_Date"),
        "ends": ("", "", "Operation_End_Date"),
        "granted.total_eur": ("", "", "Total_Eligible_Expenditure_amount"),
        "granted.eu_eur": ("", "", "Project_EU_Budget"),
        "currency": ("", "", "Total_Eligible_Expenditure_Currency"),
        "programme": ("", "", "Programme_Name"),
        "period": ("", "", "Programming_Period"),
        "measure": ("", "", "Category_Label"),
        "places": ("", "", "LAU_Labels"),
        "region": ("", "", "NUTS3_Label|Region"),
        "source_url": ("", "", "InfoRegio_URL"),
    },
    needs=("source_key",),
    markers="Operation_Unique_Identifier",
    decimal=".",
    stage=FundingStage.GRANTED,
    decision=Project.Decision.DECIDED,
    kind=Project.Kind.ACTIVITY,
    finish=drop_machine_translation,
)

LIST_OF_OPERATIONS = Layout(
    name="operations",
    headers={
        "number": (
            "Hankekoodi|Toimen tunniste|Toimen koodi|Hanketunnus",
            "Projektkod|Insatsens kod",
            "Operation code|Operation identifier|Project code",
        ),
        "title": (
            "Toimen nimi|Hankkeen nimi",
            "Insatsens namn|Projektets namn",
            "Operation name|Name of the operation|Name of operation|Project name",
        ),
        "summary": (
            "Toimen tarkoitus|Toimen tiivistelmä|Tiivistelmä",
            "Insatsens syfte|Sammanfattning av insatsen|Sammanfattning",
            "Purpose of the operation|Operation summary|Summary|Purpose",
        ),
        "applicant": (
            "Tuensaajan nimi|Tuensaaja",
            "Stödmottagarens namn|Stödmottagare",
            "Beneficiary name|Name of beneficiary|Beneficiary",
        ),
        "starts": (
            "Toimen alkamispäivä|Alkamispäivä",
            "Insatsens startdatum|Startdatum",
            "Operation start date|Start date of the operation|Start date",
        ),
        "ends": (
            "Toimen päättymispäivä|Päättymispäivä",
            "Insatsens slutdatum|Slutdatum",
            "Operation end date|End date of the operation|End date|Completion date",
        ),
        "granted.total_eur": (
            "Kokonaiskustannukset|Tukikelpoiset menot yhteensä|Kokonaiskustannus",
            "Totala kostnader|Totala stödberättigande utgifter|Totalkostnad",
            "Total cost|Total eligible cost|Total eligible expenditure",
        ),
        "granted.eu_eur": ("EU-rahoitus", "EU-finansiering", "Total EU funding|EU funding"),
        "programme": ("Rahasto|Ohjelma", "Fond|Program", "Fund|Programme"),
        "measure": (
            "Erityistavoite|Tukitoimien luokka|Toimintalinja",
            "Specifikt mål|Interventionskategori",
            "Specific objective|Type of intervention|Category of intervention",
        ),
        "places": (
            "Sijainti|Toimen sijainti|Kunta",
            "Läge|Plats|Kommun",
            "Location|Location indicator|Municipality",
        ),
        "applicant_place": ("Tuensaajan sijainti", "Stödmottagarens läge", "Location of the beneficiary"),
    },
    needs=("title", "applicant"),
    markers="Unionin osarahoitusaste|Unionin osarahoitus|Unionens medfinansieringsgrad|Union co-financing rate"
    "|Union co-financing|EU co-financing rate|Toimen nimi|Insatsens namn|Operation name|Name of the operation",
    stage=FundingStage.GRANTED,
    decision=Project.Decision.DECIDED,
    kind=Project.Kind.ACTIVITY,
    finish=drop_machine_translation,
)
