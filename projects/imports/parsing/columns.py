"""What a column of a file may become: the names that layouts and mapping files use."""

from projects.models import Funding, FundingStage
from text.localized import LANGUAGES

# Languages that a title or a summary can be stated in; without one the text itself is looked at.

TEXTS = {"title", "summary"}
PLAIN = {  # field: characters at most, as the column of Project holds
    "keywords": 500,
    "measure": 200,
    "applicant": 200,
    "applicant_place": 200,
    "region": 200,
    "group": 300,
    "theme": 100,
    "programme": 200,
    "source": 60,
    "source_state": 100,
}
OTHERS = {
    "number", "source_key", "kind", "decision", "parent_number", "partners", "places", "applicant_kind", "period",
    "starts", "ends", "dates", "year", "starts_precision", "ends_precision", "stage", "approximate", "currency",
    "financial_year", "measure_code", "source_url", "source_date", "is_leader", "is_theme", "is_person", "person_name",
}  # fmt: skip
MONEY = set(Funding.MONEY)  # at the stage that the row or the layout states
STAGED_MONEY = {f"{stage}.{column}" for stage in FundingStage.values for column in Funding.MONEY}
LISTS = {"places", "partners"}  # several columns may feed one of these

NAMES = (
    TEXTS
    | {f"{text}_{language}" for text in TEXTS for language in LANGUAGES}
    | set(PLAIN)
    | OTHERS
    | MONEY
    | STAGED_MONEY
)


def is_money(field: str) -> bool:
    """Return whether a field holds a sum."""
    return field in MONEY or field in STAGED_MONEY
