"""A file that somebody has → Drafts. Pure: nothing is looked up in the database, nothing is written.

Bytes → text (importing.decoding) or sheet (workbook) → rows → header and layout (headers, layouts) → Draft (drafting).
Two looks at the file: the first finds header, layout and decimal sign, the second streams.
"""

import re
from collections import Counter
from itertools import islice

from django.utils.translation import gettext as _

from places.names import fold

from .draft import Draft
from .drafting import Drafter, private_columns
from .errors import ImportFileError
from .fields import is_money
from .headers import find_header, header_key
from .layouts import LAYOUTS
from .layouts.mapping import missing_headings, read_mapping
from .money import decimal_sign
from .rows import COLUMN_LIMIT
from .tables import TextTable
from .texts import clean_line
from .workbook import SheetTable

LOOKED_AT = 3000  # rows that the decimal sign is decided by
_ZIP = b"PK\x03\x04"
_TOTAL = re.compile(r"(?:kaikki )?yhteensa|summa|valisumma|total|totalt|sammanlagt|grand total|sum")
_MAY_BE_TOTAL = re.compile(r"\W*(?:kaikki|yht|summa|v[äa]lisumma|total|samman|grand|sum)", re.IGNORECASE)
_YEAR_HEADING = re.compile(r"(?:(?:vuosi|vuonna|ar|year) )?((?:19|20)[0-9]{2})")
_SECTION = re.compile(
    r"(?:yleishyodylliset )?(?:kehittamishankkeet|investointihankkeet|investoinnit|yritystuet|yrityshankkeet"
    r"|teemahankkeet|koulutushankkeet|yhteistyohankkeet|kansainvaliset hankkeet|pienhankkeet|nuorisohankkeet)"
    r"|(?:allmannyttiga )?(?:utvecklingsprojekt|investeringar|investeringsprojekt|foretagsstod|foretagsprojekt"
    r"|temaprojekt|utbildningsprojekt|samarbetsprojekt|internationella projekt|smaprojekt|ungdomsprojekt)"
    r"|development projects|investments|business aid|theme projects"
)


def read_file(file, name, mapping=None):
    """Return the Reading of a file.

    file: binary, seekable, open as long as the Reading is used; its kind is told by its content. name: of the file, for
    messages. mapping: content of a mapping file (see layouts.mapping), where the headings are not known.
    Raises ImportFileError when the file as a whole cannot be read; Reading.drafts() raises it too, where the damage of
    a spreadsheet lies further down.
    """
    told = read_mapping(mapping) if mapping else None
    file.seek(0)
    table = SheetTable(file) if file.read(4) == _ZIP else TextTable(file)
    header = _choose(table, [told.layout] if told else LAYOUTS, name)
    if told and (missing := missing_headings(told.layout, header.names)):
        raise ImportFileError(_("The file does not have the heading “%(name)s”.") % {"name": missing[0]})
    return Reading(table, header, told.source if told else "")


class Reading:
    """How a file is understood, and its Drafts.

    encoding: "utf-8", "utf-8-bom", "utf-16", "cp1252" or "xlsx". is_mixed: some lines are in another encoding. layout:
    name of the layout. separator: of cells, "" for a spreadsheet. decimal: sign, None when nothing tells. header_line:
    from 1. headers: headings of the file, each once; raw rows of Drafts have them as keys. unmapped: those that are not
    used. private: those of the unmapped whose cells are not kept at all. source: code that a mapping file names, or "".
    """

    def __init__(self, table, header, source):
        self._table, self._header = table, header
        self.encoding, self.is_mixed, self.separator = table.encoding, table.is_mixed, table.separator
        self.layout, self.source = header.layout.name, source
        self.header_line, self.headers = header.line, header.names
        self._names = set(header.names)
        used = {column.at for column in header.columns}
        self.unmapped = [name for index, name in enumerate(header.names) if index not in used]
        sample = list(islice(self._rows(), LOOKED_AT))
        private = private_columns(header, sample)
        self.private = [header.names[index] for index in sorted(private)]
        self.decimal = header.layout.decimal or _decimal(sample, header)
        self._drafter = Drafter(header, self.decimal, self.encoding == "cp1252", private)

    def drafts(self):
        """Yield a Draft per row, in order and in bounded memory; each call reads the file anew.

        Year and section headings, repeated headers and single notes below a total are no rows.
        """
        told: dict[str, str] = {}
        is_below_total = False
        has_headings = self._header.layout.has_headings and len(self._header.columns) > 1
        for row in self._rows():
            if row.problem:
                yield self._drafter.draft(row)
                continue
            first = next(text for cell in row.cells if (text := str(cell).strip()))
            if first in self._names and self._is_header(row):
                is_below_total = False
            elif has_headings and _is_alone(row.cells):
                if heading := _heading(first):
                    told.update(heading)
                    is_below_total = False
                elif not _is_total(first) and not is_below_total:
                    yield self._without_meaning(row, _("Only one cell is filled: a heading, not a project."))
            elif _is_total(first) and self._is_total_row(first, row):
                is_below_total = True
            elif is_below_total:
                yield self._without_meaning(row, _("The row stands below the total and was not read."))
            else:
                yield self._drafter.draft(row, told)

    def _rows(self):
        return (row for row in self._table.rows(self.header_line, len(self.headers)) if not row.is_blank)

    def _is_header(self, row):
        cells = [clean_line(str(cell)) for cell in row.cells]
        return cells == ["" if name.startswith("#") else name for name in self.headers[: len(cells)]]

    def _is_total_row(self, first, row):
        keys = [column.at for column in self._header.columns if column.field in ("number", "applicant", "source_key")]
        return not any(len(row.cells) > index and str(row.cells[index]).strip() not in ("", first) for index in keys)

    def _without_meaning(self, row, problem):
        return Draft(row.line, self._drafter.draft(row).raw, problems=[problem])


def _choose(table, layouts, name):
    """Return the best Header among a table's separators or sheets, and make the table read on that way."""
    best, chosen, widest = None, None, []
    for way, rows in table.samples():
        rows = [row for row in rows if not row.problem]
        header = find_header(rows, layouts)
        if header and best and chosen is not None and isinstance(table, SheetTable):
            # Reading one of them in silence would lose projects, and hide those that are known already.
            raise ImportFileError(
                _("More than one sheet has projects (visible sheets %(first)d and %(second)d). Save each as a file.")
                % {"first": chosen + 1, "second": way + 1}
            )
        if header and (best is None or len(header.columns) > len(best.columns)):
            best, chosen = header, way
        widest = max([widest, *(row.cells for row in rows if not row.is_blank)], key=len)
    if best is None:
        if not widest:
            raise ImportFileError(_("The file is empty."))
        _refuse_too_wide(len(widest))
        shown = ", ".join(clean_line(str(cell))[:30] for cell in widest[:8])
        raise ImportFileError(
            _(
                "No row of “%(file)s” has headings that are known. Its widest row begins: %(row)s. "
                "A mapping file can say what the columns are."
            )
            % {"file": name, "row": shown}
        )
    _refuse_too_wide(len(best.names))
    table.choose(chosen)
    return best


def _refuse_too_wide(width):
    if width > COLUMN_LIMIT:
        message = _(
            "The file has %(width)s columns or more; at most %(limit)s are read. Leave out those that are not needed."
        )
        raise ImportFileError(message % {"width": width, "limit": COLUMN_LIMIT})


def _decimal(rows, header):
    """Return the decimal sign that most sums of some rows prove, None when none does."""
    indexes = [column.at for column in header.columns if is_money(column.field)]
    signs = Counter(decimal_sign(row.cells[index]) for row in rows for index in indexes if index < len(row.cells))
    del signs[None]
    return "," if signs[","] and signs[","] >= signs["."] else "." if signs["."] else None


def _is_alone(cells):
    return sum(1 for cell in cells if str(cell).strip()) == 1


def _is_total(cell):
    if not _MAY_BE_TOTAL.match(cell):  # quickly past almost every row
        return False
    return bool(_TOTAL.fullmatch(re.sub(r"[\d\s.,€]+$", "", fold(cell[:60])).strip()))


def _heading(cell):
    """Return what a heading between rows tells the rows below it, {} for other words."""
    folded = header_key(cell[:80])
    if match := _YEAR_HEADING.fullmatch(folded):
        return {"year": match[1]}
    return {"section": clean_line(cell)} if _SECTION.fullmatch(folded) else {}
