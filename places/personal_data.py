"""Places hold nothing personal."""

from privacy.register import describe


def register() -> None:
    describe("places.Region", not_personal="code slug name nuts3 iso source")
    describe("places.Municipality", not_personal="code slug name name_se languages sami_homeland source")
    describe("places.PostalCode", not_personal="code name_fi name_sv kind source")
    describe("places.FindableName", not_personal="text key folded kind target")
    describe("places.BoundarySet", not_personal="attribution file_name")
    describe("places.MunicipalBoundary", not_personal="detail country")
    describe("places.Shape", not_personal="layer key scale members path")
