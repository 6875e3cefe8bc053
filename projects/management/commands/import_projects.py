"""Import projects from a file of any known kind, or undo such an import: see docs/importing.md."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.imports.errors import ImportFileError
from projects.imports.pipeline import Imported, Upload, find_source, import_file
from projects.imports.report import layout_label
from projects.imports.rollback import TooMuchUndoneError, UndoError, blocked_reason, estimate, undo
from projects.imports.runner import ImportOptions, TooMuchGoneError
from projects.models import ImportRun, ProjectSource

_LARGE = gettext_lazy("That is more than a tenth of it: add --force if it is meant.")


class Command(BaseCommand):
    help = "Import projects from a CSV, XLSX, ODS or XLS file, all or nothing; --dry-run only shows what would change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="CSV, XLSX, ODS or XLS")
        parser.add_argument(
            "--source", metavar="CODE", help="the data source; its projects that the file lacks are hidden"
        )
        parser.add_argument("--new-source", metavar="NAME", help="make the source of --source when there is none yet")
        parser.add_argument("--mapping", metavar="JSON", type=Path, help="what the columns are, for other headings")
        parser.add_argument("--dry-run", action="store_true", help="show what would change and keep nothing")
        parser.add_argument("--partial", action="store_true", help="the file is a part of its source: hide nothing")
        parser.add_argument(
            "--force", action="store_true", help="import or undo although over a tenth of the source will go"
        )
        parser.add_argument(
            "--rejected", metavar="CSV", type=Path, help="write rows that were not imported to this new file"
        )
        parser.add_argument(
            "--undo",
            metavar="RUN",
            type=int,
            help="undo an earlier import by its number; --dry-run only says what would go",
        )

    def handle(self, file: Path | None, **options: Any) -> None:
        if (file is None) == (options["undo"] is None):
            raise CommandError(_("Give a file to import, or --undo with the number of an import."))
        if options["new_source"] and not options["source"]:
            raise CommandError(_("--new-source names the source; give it a code too, such as --source own-table."))
        if file:
            self._import(file, **options)
        else:
            self._undo(options["undo"], options["dry_run"], options["force"])

    def _import(self, file: Path, **options: Any) -> None:
        try:
            imported = self._import_file(file, **options)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. " + _("Nothing was changed.")) from error
        except TooMuchGoneError as error:
            advice = _("If it is, add --force; if it is a part of its source, --partial.")
            raise CommandError(f"{file}: {error} {advice} {_('Nothing was changed.')}") from error
        except ImportFileError as error:
            raise CommandError(f"{file}: {error} " + _("Nothing was changed.")) from error
        reading = imported.reading
        self.stdout.write(f"{file.name}: {layout_label(reading.layout)}, {reading.encoding}")
        if len(reading.sheets) > 1:
            self.stdout.write(_("Sheets: %(names)s.") % {"names": ", ".join(reading.sheets)})
        if reading.left_out:
            names = ", ".join(reading.left_out)
            self.stdout.write(_("Not read, as hidden or without known headings: sheets %(names)s.") % {"names": names})
        for line in imported.report.lines():
            self.stdout.write(line)

    def _import_file(
        self, file: Path, source: str | None, new_source: str | None, mapping: Path | None, rejected: Path | None,
        **options: Any,
    ) -> Imported:  # fmt: skip
        with ExitStack() as stack:
            content = stack.enter_context(file.open("rb"))
            to_mend = stack.enter_context(rejected.open("x", encoding="utf-8", newline="")) if rejected else None
            stack.enter_context(transaction.atomic())
            imported = import_file(
                Upload(content, file.name, _source(source, new_source), mapping.read_bytes() if mapping else None),
                ImportOptions(options["force"], options["dry_run"], options["partial"]),
                rejected=to_mend,
                on_progress=self._report_progress,
            )
            transaction.set_rollback(options["dry_run"])  # also of a new source
        return imported

    def _report_progress(self, done: int) -> None:
        if done % 10_000 == 0:
            self.stdout.write(_("%(count)d rows read") % {"count": done})
            self.stdout.flush()

    def _undo(self, number: int, dry_run: bool, force: bool) -> None:
        run = ImportRun.objects.filter(pk=number).first()
        if run is None:
            raise CommandError(_("There is no import number %(number)d.") % {"number": number})
        self.stdout.write(f"{run}, {run.source}")
        try:
            lines = list(_estimate_lines(run) if dry_run else undo(run, force).lines())
        except TooMuchUndoneError as error:
            raise CommandError(f"{error} {_LARGE} {_('Nothing was changed.')}") from error
        except UndoError as error:
            raise CommandError(str(error)) from error
        for line in lines:
            self.stdout.write(line)


def _estimate_lines(run: ImportRun) -> Iterator[str]:
    """Yield what undoing an import would do; raises UndoError when it cannot be undone."""
    if reason := blocked_reason(run):
        raise UndoError(reason)
    size = estimate(run)
    yield size.line()
    if size.is_large:
        yield str(_LARGE)
    yield _("Nothing was changed.")


def _source(code: str | None, new_name: str | None) -> ProjectSource | None:
    """Return the source of a code, made when it is new and has been given a name; None without a code."""
    if code is None:
        return None
    if new_name and not ProjectSource.objects.filter(code=code).exists():
        return _create_source(code, new_name)
    return find_source(code)


def _create_source(code: str, name: str) -> ProjectSource:
    source = ProjectSource(code=code, name=name)
    try:
        source.full_clean()
    except ValidationError as error:
        raise ImportFileError(" ".join(error.messages)) from error
    source.save()
    return source
