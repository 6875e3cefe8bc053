"""This product's own export, read back."""

from projects.exports.columns import COLUMNS

from .layout import Layout

LAYOUT = Layout(
    name="own",
    headers={column.reads: (column.name, "", "") for column in COLUMNS if column.reads},
    needs=("title_fi|title_sv|title_en", "source_key|number"),
    markers="public_funding_eur|title_fi|title_sv|title_en|source_key",
    decimal=".",
    is_guarded=True,
)
