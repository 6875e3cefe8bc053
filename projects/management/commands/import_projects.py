"""Load projects from a file of any known kind, or undo such a load: see docs/importing.md."""

from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from projects.importing.errors import ImportFileError
from projects.importing.files import load_file
from projects.importing.report import layout_label
from projects.importing.undo import UndoError, undo
from projects.models import ImportRun, ProjectSource


class Command(BaseCommand):
    help = "Load projects from a CSV or XLSX file, all or nothing; --dry-run only shows what would change."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="CSV or XLSX")
        parser.add_argument("--source", metavar="CODE", help="whose list it is; its missing projects are hidden")
        parser.add_argument("--new-source", metavar="NAME", help="make the source of --source when there is none yet")
        parser.add_argument("--mapping", metavar="JSON", type=Path, help="what the columns are, for other headings")
        parser.add_argument("--dry-run", action="store_true", help="show what would change and keep nothing")
        parser.add_argument("--partial", action="store_true", help="the file is a part of its source: hide nothing")
        parser.add_argument("--force", action="store_true", help="load although over a tenth of the source is missing")
        parser.add_argument(
            "--rejected", metavar="CSV", type=Path, help="write rows that were not loaded to this new file"
        )
        parser.add_argument("--undo", metavar="RUN", type=int, help="undo an earlier load by its number")

    def handle(self, file, **options):
        if (file is None) == (options["undo"] is None):
            raise CommandError(_("Give a file to load, or --undo with the number of a load."))
        if file:
            self._load(file, **options)
        else:
            self._undo(options["undo"])

    def _load(self, file, source, new_source, mapping, rejected, **options):
        how = {name: options[name] for name in ("dry_run", "partial", "force")}
        try:
            with ExitStack() as opened:
                content = opened.enter_context(file.open("rb"))
                to_mend = opened.enter_context(rejected.open("x", encoding="utf-8", newline="")) if rejected else None
                opened.enter_context(transaction.atomic())
                report, reading = load_file(
                    content,
                    file.name,
                    source=_source(source, new_source),
                    mapping=mapping.read_bytes() if mapping else None,
                    rejected=to_mend,
                    progress=self._progress,
                    **how,
                )
                transaction.set_rollback(how["dry_run"])  # also of a new source
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. " + _("Nothing was changed.")) from error
        except ImportFileError as error:
            raise CommandError(f"{file}: {error} " + _("Nothing was changed.")) from error
        self.stdout.write(f"{file.name}: {layout_label(reading.layout)}, {reading.encoding}")
        for line in report.lines():
            self.stdout.write(line)

    def _progress(self, done):
        if done % 10_000 == 0:
            self.stdout.write(_("%(count)d rows read") % {"count": done})
            self.stdout.flush()

    def _undo(self, number):
        run = ImportRun.objects.filter(pk=number).first()
        if run is None:
            raise CommandError(_("There is no load number %(number)d.") % {"number": number})
        try:
            undone = undo(run)
        except UndoError as error:
            raise CommandError(str(error)) from error
        for line in undone.lines():
            self.stdout.write(line)


def _source(code, new_name):
    """Return the ProjectSource of a code, made when it is new and has been given a name; None without a code."""
    if code is None:
        return None
    source = ProjectSource.objects.filter(code=code).first()
    if source is None and new_name:
        source = ProjectSource.objects.create(code=code, name=new_name)
    if source is None:
        known = ", ".join(ProjectSource.objects.values_list("code", flat=True)) or "–"
        raise ImportFileError(_("Unknown source: %(code)s. Known: %(known)s.") % {"code": code, "known": known})
    return source
