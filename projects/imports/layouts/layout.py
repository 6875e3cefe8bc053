"""What is known of one kind of file: how its headers read, what its rows mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects.models import FundingStage, Project

if TYPE_CHECKING:  # parsing reads layouts; a layout names what its finish() is called with
    from projects.imports.parsing.parsed_row import ParsedRow, RowHints


def _nothing_to_finish(row: ParsedRow, hints: RowHints) -> None:
    """Leave a row as it is."""


@dataclass(frozen=True, eq=False)
class Layout:
    """A kind of file, known by its headers.

    name: its code. headers: {field of parsing.columns: (Finnish, Swedish, English headings)}, each a text with "|"
    between the spellings, the surest first: of two columns for one field the earlier spelling is read first.
    needs: fields that must be there, "|" between those of which one is enough. markers: headings of which one must be
    there, none if empty. decimal: the decimal sign where the format fixes it; else the file's cells decide. stage,
    decision, kind: what a row means when it does not say. has_headings: rows may be year or section headings instead of
    projects. is_cautious: a name that is not surely an organisation is taken as a person's. is_guarded: an apostrophe
    before =, +, - or @ was put there by the exporter. finish: called with each row that was parsed and its hints, to
    add problems, warnings and what only this kind of file needs.
    """

    name: str
    headers: dict[str, tuple[str, str, str]]
    needs: tuple[str, ...] = ("title|title_fi|title_sv|title_en",)
    markers: str = ""
    decimal: str | None = None
    stage: str = FundingStage.ANNOUNCED
    decision: str = Project.Decision.UNKNOWN
    kind: str = ""
    has_headings: bool = False
    is_cautious: bool = False
    is_guarded: bool = False
    finish: Callable[[ParsedRow, RowHints], None] = _nothing_to_finish
