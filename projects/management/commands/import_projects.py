"""Load projects from a file of any known kind, or undo such a load: see docs/importing.md."""

from contextlib import ExitStack
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.imports.errors import ImportFileError
from projects.imports.pipeline import load_file
from projects.imports.report import layout_label
from projects.imports.rollback import TooMuchUndoneError, UndoError, blocked_reason, estimate, undo
from projects.imports.runner import TooMuchGoneError
from projects.models import ImportRun, ProjectSource

_LARGE = gettext_lazy("That is more than a tenth of it: add --force if it is meant.")


class Command(BaseCommand):
    help = "Load projects from a CSV or XLSX file, all or nothing; --dry-run only shows what would change."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="CSV or XLSX")
        parser.add_argument("--source", metavar="CODE", help="whose list it is; its missing projects are hidden")
        parser.add_argument("--new-source", metavar="NAME", help="make the source of --source when there is none yet")
        parser.add_argument("--mapping", metavar="JSON", type=Path, help="what the columns are, for other headings")
        parser.add_argument("--dry-run", action="store_true", help="show what would change and keep nothing")
        parser.add_argument("--partial", action="store_true", help="the file is a part of its source: hide nothing")
        parser.add_argument(
            "--force", action="store_true", help="load or undo although over a tenth of the source will go"
        )
        parser.add_argument(
            "--rejected", metavar="CSV", type=Path, help="write rows that were not loaded to this new file"
        )
        parser.add_argument(
            "--undo", metavar="RUN", type=int, help="undo an earlier load by its number; --dry-run only says what goes"
        )

    def handle(self, file, **options):
        if (file is None) == (options["undo"] is None):
            raise CommandError(_("Give a file to load, or --undo with the number of a load."))
        if options["new_source"] and not options["source"]:
            raise CommandError(_("--new-source names the source; give it a code too, such as --source own-table."))
        if file:
            self._load(file, **options)
        else:
            self._undo(options["undo"], options["dry_run"], options["force"])

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
        except TooMuchGoneError as error:
            advice = _("If it is, add --force; if it is a part of its source, --partial.")
            raise CommandError(f"{file}: {error} {advice} {_('Nothing was changed.')}") from error
        except ImportFileError as error:
            raise CommandError(f"{file}: {error} " + _("Nothing was changed.")) from error
        self.stdout.write(f"{file.name}: {layout_label(reading.layout)}, {reading.encoding}")
        if len(reading.sheets) > 1:
            self.stdout.write(_("Sheets: %(names)s.") % {"names": ", ".join(reading.sheets)})
        if reading.left_out:
            names = ", ".join(reading.left_out)
            self.stdout.write(_("Not read, as hidden or without known headings: sheets %(names)s.") % {"names": names})
        for line in report.lines():
            self.stdout.write(line)

    def _progress(self, done):
        if done % 10_000 == 0:
            self.stdout.write(_("%(count)d rows read") % {"count": done})
            self.stdout.flush()

    def _undo(self, number, dry_run, force):
        run = ImportRun.objects.filter(pk=number).first()
        if run is None:
            raise CommandError(_("There is no load number %(number)d.") % {"number": number})
        self.stdout.write(f"{run}, {run.source}")
        try:
            lines = _weighed(run) if dry_run else undo(run, force).lines()
        except TooMuchUndoneError as error:
            raise CommandError(f"{error} {_LARGE} {_('Nothing was changed.')}") from error
        except UndoError as error:
            raise CommandError(str(error)) from error
        for line in lines:
            self.stdout.write(line)


def _weighed(run):
    """Return lines that tell what undoing a run would do; raises UndoError when it cannot be undone."""
    if reason := blocked_reason(run):
        raise UndoError(reason)
    weight = estimate(run)
    to_do = [str(_LARGE)] if weight.is_large else []
    return [weight.line(), *to_do, _("Nothing was changed.")]


def _source(code, new_name):
    """Return the ProjectSource of a code, made when it is new and has been given a name; None without a code."""
    if code is None:
        return None
    source = ProjectSource.objects.filter(code=code).first()
    if source is None and new_name:
        return _made(code, new_name)
    if source is None:
        known = ", ".join(ProjectSource.objects.values_list("code", flat=True)) or "–"
        raise ImportFileError(_("Unknown source: %(code)s. Known: %(known)s.") % {"code": code, "known": known})
    return source


def _made(code, name):
    source = ProjectSource(code=code, name=name)
    try:
        source.full_clean()
    except ValidationError as error:
        raise ImportFileError(" ".join(error.messages)) from error
    source.save()
    return source
