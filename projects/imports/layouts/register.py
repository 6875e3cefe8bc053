"""The project register of the Finnish Rural Network: the fields of its cards, one project a row.

Labels and values come in Finnish and Swedish, each for itself. The register has no euros and also holds projects that
are not Leader's, among them such that a Leader group runs with other money: those are left out.
"""

from django.utils.translation import gettext as _

from projects.imports.parsing.parsed_row import ParsedRow, RowHints
from projects.models import Project

from .common import with_common
from .layout import Layout

# "Pienhankkeena toteutettava investointi" and the like: what kind of measure it was, from the surest to the broadest.
HEADERS = with_common(
    measure=(
        "Toimenpide|Toimenpiteen tyyppi|Alatoimenpide|Toimenpiteen tarkenne",
        "Åtgärd|Typ av åtgärd|Underåtgärd|Åtgärdens specifierare",
        "Measure|Type of measure|Sub-measure",
    ),
    source_url=("Kortin osoite", "Kortets adress", "Address of the card"),
)


def warn_where_leader_is_not_stated(row: ParsedRow, hints: RowHints) -> None:
    """A row must say that it is a Leader project; one that does not say is loaded with a warning."""
    if hints.is_leader is None:
        row.warnings.append(_("The row does not say whether this is a Leader project."))


LAYOUT = Layout(
    name="register",
    headers=HEADERS,
    markers="Onko kyseessä Leader-hanke?|Onko Leader|Julkinen hankekuvaus|Ohjelma/Rahasto|Maaseututyyppi|Alatoimenpide"
    "|Är det ett Leader-projekt?|Offentlig projektbeskrivning|Program/Fond|Typ av landsbygd|Underåtgärd",
    decision=Project.Decision.DECIDED,  # the register holds what the authority has decided to fund
    finish=warn_where_leader_is_not_stated,
)
