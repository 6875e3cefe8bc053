"""Loading drafts into the database: all of them or, when anything fails, none.

One transaction, two thousand rows at a time: memory is that of a piece, whatever the size of the file. What is loaded
twice changes nothing. docs/importing.md tells the rules.
"""

from django.db import reset_queries, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pyroaring import BitMap

from projects.models import ImportRow, ImportRun, Project, ProjectSource
from projects.search.index import reindex
from projects.search.index.records import pieces

from .errors import ImportFileError
from .merge import existing as knowledge
from .merge.deferred import MOST as MOST_LESSENED
from .merge.deferred import DeferredReductions
from .merge.diff import ExistingProject, MergePolicy, apply, compare, ends_before_it_starts, is_another_project, stored
from .merge.parents import Ask, link
from .parsing.text import storable
from .report import Report, Shown
from .resolve.identity import keys_of
from .resolve.lookups import Lookups
from .resolve.resolve import resolve_row

OWN_LAYOUT = "own"  # this product's own export, whose codes must be known
GONE_SHARE = 10  # a load that would hide more than a tenth of its source is refused
_LONGEST_CELL = 20_000  # characters of a cell that are kept in the history
Outcome = ImportRow.Outcome


class TooMuchGoneError(ImportFileError):
    """More projects of the source are missing from the file than a good file is likely to lack."""


def import_rows(
    drafts, source, *, layout, file_name, file_hash, by=None, force=False, dry_run=False, partial=False, progress=None,
    encoding="", headers=(), most_rows=None, on_rejected=None,
):  # fmt: skip
    """Load Drafts of one source and return a Report.

    drafts: iterable of Draft, read once. source: ProjectSource of the rows that name none. layout, encoding, headers,
    file_name, file_hash: of the file, for the history. by: user or None. force: load although more than a tenth of the
    source is missing. dry_run: do all but keep nothing. partial: the file holds a part of its source, so nothing is
    gone. progress: called with the number of rows done. most_rows: refuse a longer file. on_rejected: called with each
    Draft that is not loaded and its reasons (list of str), as it is met.
    Raises ImportFileError, with nothing changed, when there are no rows or too many, and TooMuchGoneError.
    """
    with transaction.atomic():
        loading = _Loading(source, is_own=layout == OWN_LAYOUT, is_dry_run=dry_run, on_rejected=on_rejected)
        loading.begin(
            ImportRun(
                source=source, layout=layout[:40], encoding=encoding[:20], headers=list(headers), by=by,
                file_name=file_name[-200:], file_hash=file_hash, by_name=str(by or "")[:150],
            )
        )  # fmt: skip
        for piece in pieces(drafts):
            loading.take(piece)
            if most_rows and loading.report.rows > most_rows:
                raise ImportFileError(
                    _("The file has more than %(most)d rows. Load it with the command import_projects.")
                    % {"most": most_rows}
                )
            if progress:
                progress(loading.report.rows)
            reset_queries()  # a development server would keep the text of each statement
        if not loading.report.rows:
            raise ImportFileError(_("The file has headings but no rows."))
        loading.finish(partial, force)
        transaction.set_rollback(dry_run)
    return loading.report


class _Loading:
    """One file on its way in. What it holds grows only by a bit a project."""

    def __init__(self, source, is_own, is_dry_run, on_rejected):
        self.source, self.is_own, self.on_rejected = source, is_own, on_rejected
        self.report = Report(is_dry_run)
        self.shown = Shown()
        self.now = timezone.now()
        self.seen, self.touched = BitMap(), BitMap()
        self.asks = []  # of sub-projects, for when all rows are in
        self.lessened = DeferredReductions()

    def begin(self, run):
        """Note the run and what is known of the source. Two loads of one source wait for each other."""
        ProjectSource.objects.select_for_update().get(pk=self.source.pk)
        self.lookups = Lookups()
        published = Project.objects.filter(source=self.source, is_published=True)
        self.before = BitMap(published.values_list("pk", flat=True).iterator())
        self.report.known_before = len(self.before)
        run.save()
        self.run = run

    def take(self, drafts):
        """Load one piece of the file. drafts: list of Draft."""
        keys = [keys_of(draft) for draft in drafts]
        told = [resolve_row(draft, self.lookups, self.is_own) for draft in drafts]
        sources = [one.source or self.source.pk for one in told]
        self.numbers, self.source_keys = knowledge.by_key(self._read(keys, set(sources)))
        self.rows = []  # (Known or None, ImportRow)
        self.sub_projects = []
        for row in zip(drafts, keys, told, sources, strict=True):
            self._row(*row)
        known = list({id(one): one for one, _row in self.rows if one}.values())
        knowledge.write(known)
        for one in known:
            self.seen.add(one.project.pk)
            if one.is_new or one.changed:
                self.touched.add(one.project.pk)
        for one, row in self.rows:
            row.project_id = one.project.pk if one else None
        self.asks += [
            Ask(
                one.project.pk, draft.parent_number, draft.where, one.project.title, manner is MergePolicy.REPLACE,
                one.is_new, "parent" in one.project.edited_fields,
            )
            for one, draft, manner in self.sub_projects
        ]  # fmt: skip
        ImportRow.objects.bulk_create(row for _one, row in self.rows if self._is_worth_keeping(row))
        seen = [one.project.pk for one in known if not (one.is_new or one.changed)]
        Project.objects.filter(pk__in=seen).update(last_seen_run=self.run)
        if len(self.lessened) > MOST_LESSENED:
            self._lessen()

    def finish(self, partial, force):
        """Take back what no copy says, link sub-projects, hide what is gone, index all and write the counts."""
        self._lessen()
        self._link_parents()
        if not partial:
            self._hide_the_gone(force)
        if not self.report.is_dry_run:
            reindex(self.touched)
            self.report.run = self.run.pk
        self.run.counts = dict(self.report.counts)
        self.run.finished_at = timezone.now()
        self.run.save()

    def _read(self, keys, sources):
        """Return what is known of the projects that the keys may mean, each once."""
        numbers = {key.number for key in keys if key.number}
        source_keys = {source_key for key in keys for source_key in key.source_keys}
        found = knowledge.read(number__in=numbers) if numbers else []
        pks = {one.project.pk for one in found}
        if source_keys:
            by_key = knowledge.read(source__in=sources, source_key__in=source_keys)
            found += [one for one in by_key if one.project.pk not in pks]
        for one in found:
            one.is_seen = one.project.pk in self.seen
        return found

    def _row(self, draft, keys, told, source):
        known = self._known(keys, source, told)
        if draft.is_person:
            return self._reject(None, draft, told.problems)  # a project of a person is gone from its source
        if draft.titles and not (keys.number or keys.source_keys):
            told.problems.append(
                _("Neither a number nor an applicant or a start: nothing tells it from others of the same title.")
            )
        if known and known.is_seen and is_another_project(known, told):
            where = known.where.words() if known.where else _("an earlier line")
            told.problems.append(
                _("Another project has the same number or id: %(title)s, %(where)s.")
                % {"title": known.project.title, "where": where}
            )
        if not (known or told.problems or any(name.startswith("title_") for name in told.columns)):
            told.problems.append(_("The row has no title."))
        if told.problems:
            return self._reject(known, draft, told.problems)
        if known is None:
            return self._make(draft, keys, told, source)
        return self._change(known, draft, keys, told, source)

    def _known(self, keys, source, told):
        """Return the Known project of the keys or None; notes a problem when the keys contradict each other."""
        by_key = next(
            (self.source_keys[source, key] for key in keys.source_keys if (source, key) in self.source_keys), None
        )
        if not keys.number:
            return by_key
        by_number = self.numbers.get(keys.number)
        if by_number or by_key is None or by_key.project.number is None:
            return by_number or by_key
        if not keys.source_keys[0].startswith("own:"):
            told.problems.append(
                _("The id %(id)s belongs to project number %(number)s in this source.")
                % {"id": keys.source_keys[0], "number": by_key.project.number}
            )
        return None

    def _make(self, draft, keys, told, source):
        known = ExistingProject(
            Project(source_id=source, number=keys.number or None, last_seen_run=self.run), is_new=True
        )
        known.project.source_key = keys.source_keys[0] if keys.source_keys and not keys.number else draft.source_key
        difference = compare(known, told, MergePolicy.REPLACE)
        apply(known, {name: after for name, (_before, after) in difference.changes.items()}, self.now)
        self._keep_under(known, source)
        self._meet(known, draft, MergePolicy.REPLACE)
        self._note(known, draft, Outcome.NEW, told.remarks)

    def _change(self, known, draft, keys, told, source):
        is_own_source = known.project.source_id == source
        manner = (
            MergePolicy.COPY if known.is_seen else MergePolicy.REPLACE if is_own_source else MergePolicy.ANOTHER_SOURCE
        )
        difference = compare(known, told, manner)
        if ends_before_it_starts(known, difference):
            return self._reject(known, draft, [_("The project would end before it starts.")])
        notes = [*told.remarks, *self._notes(difference, manner)]
        changes = difference.changes
        if keys.number and known.project.number is None and "number" not in known.project.edited_fields:
            changes["number"] = (None, keys.number)
        if manner is MergePolicy.REPLACE:
            self.lessened.hold(known.project.pk, draft.where, told, difference)
        elif manner is MergePolicy.COPY:
            self.lessened.hear(known.project.pk, told)
        apply(known, {name: after for name, (_before, after) in changes.items()}, self.now)
        known.project.last_seen_run = self.run
        self._keep_under(known, source)
        outcome = (
            Outcome.CONFLICT if difference.kept
            else Outcome.COPY if manner is MergePolicy.COPY
            else Outcome.CHANGED if changes
            else Outcome.SAME
        )  # fmt: skip
        self._meet(known, draft, manner)
        self._note(known, draft, outcome, notes, changes)

    def _meet(self, known, draft, manner):
        known.is_seen = True
        known.where = known.where or draft.where
        if draft.parent_number:
            self.sub_projects.append((known, draft, manner))

    def _keep_under(self, known, source):
        if known.project.number:
            self.numbers[known.project.number] = known
        if known.project.source_key:
            self.source_keys[known.project.source_id, known.project.source_key] = known

    def _notes(self, difference, manner):
        for name, (ours, theirs) in difference.kept.items():
            yield _("%(field)s: the file says %(theirs)s; staff has written %(ours)s, which stays.") % (
                self.shown.pair(name, ours, theirs)
            )
        for name, (ours, theirs) in difference.differing.items():
            if manner is MergePolicy.COPY:
                text = _("%(field)s: this row says %(theirs)s, an earlier one of the project %(ours)s, which stands.")
            else:
                text = _("%(field)s: the file says %(theirs)s, the project's own source %(ours)s, which stands.")
            yield text % self.shown.pair(name, ours, theirs)

    def _reject(self, known, draft, reasons):
        reasons = list(dict.fromkeys(reasons))
        if known and not known.is_new:
            known.is_seen = True  # the source has it, if not in good order
            self.seen.add(known.project.pk)
        self._note(None, draft, Outcome.REJECTED, reasons)
        if self.on_rejected:
            self.on_rejected(draft, reasons)

    def _note(self, known, draft, outcome, notes, changes=()):
        title = known.project.title if known else next(iter(draft.titles.values()), "")
        notes = [storable(note) for note in notes]
        self.report.add(outcome, draft.where, storable(title), notes, dict(changes))
        raw = {name: storable(str(cell)[:_LONGEST_CELL]) for name, cell in draft.raw.items()}
        row = self._row_of(draft.where, outcome=outcome, raw=raw, notes=notes)
        row.changes = stored(dict(changes))
        self.rows.append((known, row))

    def _row_of(self, where, **values):
        return ImportRow(run=self.run, line=where.line, sheet=where.sheet, **values)

    @staticmethod
    def _is_worth_keeping(row):
        """Tell whether a row tells more than that nothing has changed."""
        return row.outcome != Outcome.SAME and not (row.outcome == Outcome.COPY and not row.changes and not row.notes)

    def _lessen(self):
        for piece in pieces(self.lessened.take().items()):
            held = dict(piece)
            rows = []
            projects = knowledge.read(pk__in=list(held))
            for known in projects:
                project, one = known.project, held[known.project.pk]
                difference = compare(known, one.told, MergePolicy.REPLACE)
                changes = difference.changes
                if not changes or ends_before_it_starts(known, difference):
                    continue
                apply(known, {name: after for name, (_before, after) in changes.items()}, self.now)
                self.report.change_later(one.where, project.title, changes, was_same=one.was_same)
                rows.append(self._row_of(one.where, outcome=Outcome.CHANGED, project_id=project.pk))
                rows[-1].changes = stored(changes)
                self.touched.add(project.pk)
            knowledge.write(projects)
            ImportRow.objects.bulk_create(rows)

    def _link_parents(self):
        for ask, before, after in link(self.asks, self.now, self._refuse_parent):
            self.touched.add(ask.pk)
            if ask.is_new:
                continue
            changes = {"parent": (before, after)}
            self.report.add(Outcome.CHANGED, ask.where, ask.title, (), changes)
            row = self._row_of(ask.where, outcome=Outcome.CHANGED, project_id=ask.pk)
            row.changes = stored(changes)
            row.save()

    def _refuse_parent(self, ask, reason):
        self.report.remark(reason)
        for row in ImportRow.objects.filter(run=self.run, **ask.where._asdict()):
            row.notes.append(reason)
            row.save(update_fields=["notes"])

    def _hide_the_gone(self, force):
        gone = self.before - self.seen
        self.report.is_too_much_gone = len(gone) * GONE_SHARE > len(self.before)
        if self.report.is_too_much_gone and not force and not self.report.is_dry_run:
            raise TooMuchGoneError(
                _("%(gone)d of %(all)d projects of the source are not in the file, more than a tenth. Is it whole?")
                % {"gone": len(gone), "all": len(self.before)}
            )
        for piece in pieces(gone):
            projects = [one for one in Project.objects.filter(pk__in=piece) if "is_published" not in one.edited_fields]
            changes = {"is_published": (True, False)}
            for project in projects:
                self.report.add(Outcome.GONE, None, project.title)
            pks = [project.pk for project in projects]
            Project.objects.filter(pk__in=pks).update(is_published=False, changed_at=self.now)
            ImportRow.objects.bulk_create(
                ImportRow(run=self.run, outcome=Outcome.GONE, project_id=pk, changes=stored(changes)) for pk in pks
            )
            self.touched.update(pks)
