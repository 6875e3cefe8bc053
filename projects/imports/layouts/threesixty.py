"""Grants in the spreadsheet form of the 360Giving Data Standard: headings "Parent:Child" or "Parent:0:Child"."""

from projects.models import FundingStage, Project

from .layout import Layout

LAYOUT = Layout(
    name="360giving",
    headers={
        "source_key": ("", "", "Identifier"),
        "title": ("", "", "Title"),
        "summary": ("", "", "Description"),
        "currency": ("", "", "Currency"),
        "planned.public_eur": ("", "", "Amount Applied For"),
        "granted.public_eur": ("", "", "Amount Awarded"),
        "paid.public_eur": ("", "", "Amount Disbursed"),
        "starts": ("", "", "Actual Dates:Start Date|Planned Dates:Start Date"),
        "ends": ("", "", "Actual Dates:End Date|Planned Dates:End Date"),
        "applicant": ("", "", "Recipient Org:Name"),
        "applicant_kind": ("", "", "Recipient Org:Organisation Type"),
        "applicant_place": ("", "", "Recipient Org:City"),
        "person_name": ("", "", "Recipient Ind:Name|Recipient Ind:Identifier"),
        "places": ("", "", "Beneficiary Location:Name"),
        "group": ("", "", "Funding Org:Name"),
        "programme": ("", "", "Grant Programme:Title"),
        "measure": ("", "", "Classifications:Title"),
        "source_url": ("", "", "URL"),
        "source_date": ("", "", "Last Modified"),
    },
    needs=("source_key", "title", "granted.public_eur"),
    markers="Recipient Org:Name|Recipient Ind:Name|Recipient Org:Identifier|Recipient Ind:Identifier",
    decimal=".",
    stage=FundingStage.GRANTED,
    decision=Project.Decision.DECIDED,
)
