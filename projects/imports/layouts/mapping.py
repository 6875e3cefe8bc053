"""A mapping file: what the columns of a table are, as stated by a person, for tables with headings of their own.

    {"columns": {"Nimike": "title", "Summa": "granted.public_eur"}, "decimal": ",", "source": "leader-emo"}

"stage", "decision" and "kind" (codes of FundingStage, Project.Decision and Project.Kind) say what a row means.
"""

import difflib
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from projects.imports.errors import ImportFileError
from projects.imports.parsing.columns import NAMES
from projects.imports.source_files.headers import header_key
from projects.models import FundingStage, Project

from .layout import Layout

_CHOICES = {
    "decimal": [",", "."],
    "stage": FundingStage.values,
    "decision": Project.Decision.values,
    "kind": Project.Kind.values,
}


MappingContent = str | bytes | dict[str, Any]  # JSON or what it holds


class Mapping(NamedTuple):
    """A layout made from a mapping file, and the code of the source that the file names, "" for none."""

    layout: Layout
    source: str


def read_mapping(mapping: MappingContent) -> Mapping:
    """Return the Mapping of a mapping file; raises ImportFileError naming what is wrong."""
    if isinstance(mapping, str | bytes):
        try:
            mapping = json.loads(mapping)
        except ValueError as error:
            raise ImportFileError(_("The mapping file is not JSON: %(error)s.") % {"error": error}) from error
    if not isinstance(mapping, dict) or not isinstance(mapping.get("columns"), dict) or not mapping["columns"]:
        raise ImportFileError(_("The mapping file needs “columns”: {“their heading”: “our field”}."))
    _refuse_unknown(mapping, [*_CHOICES, "columns", "source"])
    for name, choices in _CHOICES.items():
        if name in mapping and mapping[name] not in choices:
            message = _("In the mapping file “%(name)s” must be one of: %(choices)s.")
            raise ImportFileError(message % {"name": name, "choices": " ".join(choices)})
    source = mapping.get("source", "")
    if not isinstance(source, str):
        raise ImportFileError(_("In the mapping file “source” must be the code of a source."))
    meaning = {name: mapping[name] for name in _CHOICES if name in mapping}
    return Mapping(Layout(name="mapping", headers=_headers(mapping["columns"]), needs=(), **meaning), source)


def missing_headings(layout: Layout, names: Iterable[str]) -> list[str]:
    """Return the headings of a mapping that a file with these headings does not have."""
    there = {header_key(name) for name in names}
    wanted = [
        heading for headings in layout.headers.values() for heading in "|".join(filter(None, headings)).split("|")
    ]
    return [heading for heading in wanted if header_key(heading) not in there]


def _headers(columns: dict[str, object]) -> dict[str, tuple[str, str, str]]:
    headers: dict[str, tuple[str, str, str]] = {}
    for heading, field in columns.items():
        if field in ("", None):  # to be left alone
            continue
        if not isinstance(field, str) or field not in NAMES:
            near = difflib.get_close_matches(str(field), sorted(NAMES), 3, 0.5)
            message = _("The mapping file names the field “%(field)s”, which does not exist. Near ones: %(near)s.")
            raise ImportFileError(message % {"field": field, "near": " ".join(near) or "-"})
        headings = headers.get(field, ("",))[0]
        headers[field] = ("|".join(filter(None, [headings, heading.replace("|", " ")])), "", "")
    if not {"title", "title_fi", "title_sv", "title_en"} & set(headers):
        raise ImportFileError(_("The mapping file does not say which column is the title."))
    return headers


def _refuse_unknown(mapping: dict[str, object], known: list[str]) -> None:
    unknown = [str(name) for name in mapping if name not in known]
    if unknown:
        message = _("The mapping file has “%(name)s”, which is not known. Known are: %(known)s.")
        raise ImportFileError(message % {"name": unknown[0], "known": " ".join(sorted(known))})
