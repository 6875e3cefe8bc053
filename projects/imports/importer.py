"""Rows of a file into the database, a batch at a time: which project each is about, and what it changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from projects.models import ImportRow, Project

from .change_text import ChangeFormatter
from .context import ImportContext
from .merge import repository
from .merge.aggregate import ProjectAggregate
from .merge.changes import Change, Changes, changes_to_json
from .merge.diff import Difference, MergePolicy, compare, is_another_project
from .merge.parents import ParentRequest
from .merge.repository import ProjectIndex
from .parsing.parsed_row import ParsedRow
from .parsing.text import storable
from .report import Example
from .resolve.identity import OWN, Keys, keys_of
from .resolve.lookups import Lookups
from .resolve.resolve import ResolvedRow, resolve_row

OnRejected = Callable[[ParsedRow, list[str]], None]

_MAX_RAW_CELL = 20_000  # characters of a cell that the history holds
Outcome = ImportRow.Outcome


class Candidate(NamedTuple):
    """A row with all that is known of it before its project is looked for. source: pk of its ProjectSource."""

    parsed: ParsedRow
    keys: Keys
    resolved: ResolvedRow
    source: int


class RowResult(NamedTuple):
    """What was done with a row, and why. project: None for a row that was rejected."""

    outcome: ImportRow.Outcome
    notes: list[str]
    project: ProjectAggregate | None = None
    changes: Changes = {}


class LoggedRow(NamedTuple):
    """A row of the history that is not saved yet, with its project; a new project has no pk yet."""

    project: ProjectAggregate | None
    row: ImportRow


class Child(NamedTuple):
    """A project of the batch that has a theme project, by a row of the file."""

    project: ProjectAggregate
    parsed: ParsedRow
    policy: MergePolicy


@dataclass
class Batch:
    """Some rows of a file at work. projects: those that the rows may be about, and those that they have made."""

    projects: ProjectIndex
    log: list[LoggedRow] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)

    def aggregates(self) -> list[ProjectAggregate]:
        """Return the projects that rows of the batch are about, each once, in order."""
        by_identity = {id(logged.project): logged.project for logged in self.log if logged.project}
        return list(by_identity.values())

    def loggable_rows(self) -> Iterator[ImportRow]:
        """Yield the rows of the history that say more than that nothing has changed."""
        for project, row in self.log:
            row.project_id = project.project.pk if project else None
            is_empty_copy = row.outcome == Outcome.COPY and not row.changes and not row.notes
            if row.outcome != Outcome.SAME and not is_empty_copy:
                yield row


class Importer:
    """Takes the rows of one import into the database."""

    def __init__(self, context: ImportContext, *, is_own_export: bool, on_rejected: OnRejected | None) -> None:
        self.context = context
        self.is_own_export = is_own_export
        self.on_rejected = on_rejected
        self.lookups = Lookups()
        self.formatter = ChangeFormatter()

    def import_batch(self, rows: list[ParsedRow]) -> None:
        """Import some rows of the file: match them with projects, merge, save, and log what was done."""
        candidates = [self._candidate(row) for row in rows]
        batch = Batch(self._load_projects(candidates))
        for candidate in candidates:
            self._import_row(candidate, batch)
        aggregates = batch.aggregates()
        repository.save(aggregates)
        unchanged = []
        for aggregate in aggregates:
            pk = aggregate.project.pk
            self.context.seen.add(pk)
            if aggregate.is_new or aggregate.changed:
                self.context.touched.add(pk)
            else:
                unchanged.append(pk)
        self.context.parent_requests += [_parent_request(child) for child in batch.children]
        ImportRow.objects.bulk_create(batch.loggable_rows())
        Project.objects.filter(pk__in=unchanged).update(last_seen_run=self.context.run)

    def _candidate(self, row: ParsedRow) -> Candidate:
        resolved = resolve_row(row, self.lookups, self.is_own_export)
        return Candidate(row, keys_of(row), resolved, resolved.source or self.context.source.pk)

    def _load_projects(self, candidates: list[Candidate]) -> ProjectIndex:
        """Return the projects that rows may be about."""
        numbers = {candidate.keys.number for candidate in candidates if candidate.keys.number}
        source_keys = {key for candidate in candidates for key in candidate.keys.source_keys}
        aggregates = repository.load(number__in=numbers) if numbers else []
        if source_keys:
            sources = {candidate.source for candidate in candidates}
            pks = {aggregate.project.pk for aggregate in aggregates}
            by_key = repository.load(source__in=sources, source_key__in=source_keys)
            aggregates += [aggregate for aggregate in by_key if aggregate.project.pk not in pks]
        index = ProjectIndex()
        for aggregate in aggregates:
            aggregate.is_seen = aggregate.project.pk in self.context.seen
            index.add(aggregate)
        return index

    def _import_row(self, candidate: Candidate, batch: Batch) -> None:
        parsed, resolved = candidate.parsed, candidate.resolved
        existing = self._find(candidate, batch)
        if parsed.is_person:
            self._reject(candidate, None, batch)  # a project of a person is gone from its source
            return
        resolved.problems += _problems_of_identity(candidate, existing)
        if resolved.problems:
            self._reject(candidate, existing, batch)
        elif existing is None:
            self._create(candidate, batch)
        else:
            self._update(candidate, existing, batch)

    def _find(self, candidate: Candidate, batch: Batch) -> ProjectAggregate | None:
        """Return the project that a row is about, None for a new one; notes a problem when its keys disagree."""
        keys = candidate.keys
        by_source_key = batch.projects.by_source_key
        possible = (by_source_key.get((candidate.source, key)) for key in keys.source_keys)
        by_key = next((aggregate for aggregate in possible if aggregate), None)
        if not keys.number:
            return by_key
        by_number = batch.projects.by_number.get(keys.number)
        if by_number or by_key is None or by_key.project.number is None:
            return by_number or by_key
        if not keys.source_keys[0].startswith(OWN):
            candidate.resolved.problems.append(
                _("The id %(id)s belongs to project number %(number)s in this source.")
                % {"id": keys.source_keys[0], "number": by_key.project.number}
            )
        return None

    def _create(self, candidate: Candidate, batch: Batch) -> None:
        keys = candidate.keys
        project = Project(source_id=candidate.source, number=keys.number or None, last_seen_run=self.context.run)
        is_by_key = keys.source_keys and not keys.number
        project.source_key = keys.source_keys[0] if is_by_key else candidate.parsed.source_key
        new = ProjectAggregate(project, is_new=True)
        new.apply(compare(new, candidate.resolved, MergePolicy.REPLACE).new_values(), self.context.now)
        batch.projects.add(new)
        self._mark_seen(new, candidate.parsed, MergePolicy.REPLACE, batch)
        self._log_row(candidate.parsed, RowResult(Outcome.NEW, candidate.resolved.warnings, new), batch)

    def _update(self, candidate: Candidate, existing: ProjectAggregate, batch: Batch) -> None:
        parsed, resolved, project = candidate.parsed, candidate.resolved, existing.project
        policy = _policy(candidate, existing)
        difference = compare(existing, resolved, policy)
        if existing.would_end_before_it_starts(difference.new_values()):
            resolved.problems.append(_("The project would end before it starts."))
            self._reject(candidate, existing, batch)
            return
        notes = [*resolved.warnings, *self._notes(difference, policy)]
        number = candidate.keys.number
        if number and project.number is None and "number" not in project.edited_fields:
            difference.changes["number"] = Change(None, number)
        if policy is MergePolicy.REPLACE:
            self.context.deferred.defer(project.pk, parsed.where, resolved, difference)
        elif policy is MergePolicy.COPY:
            self.context.deferred.merge_copy(project.pk, resolved)
        existing.apply(difference.new_values(), self.context.now)
        project.last_seen_run = self.context.run
        batch.projects.add(existing)
        self._mark_seen(existing, parsed, policy, batch)
        result = RowResult(_outcome(difference, policy), notes, existing, difference.changes)
        self._log_row(parsed, result, batch)

    def _mark_seen(self, aggregate: ProjectAggregate, parsed: ParsedRow, policy: MergePolicy, batch: Batch) -> None:
        aggregate.is_seen = True
        aggregate.where = aggregate.where or parsed.where
        if parsed.parent_number:
            batch.children.append(Child(aggregate, parsed, policy))

    def _notes(self, difference: Difference, policy: MergePolicy) -> Iterator[str]:
        """Yield what the row says otherwise but may not change."""
        for name, change in difference.protected.items():
            text = _("%(field)s: the file says %(theirs)s; staff has written %(ours)s, which stays.")
            yield text % self.formatter.in_words(name, change)
        for name, change in difference.differing.items():
            if policy is MergePolicy.COPY:
                text = _("%(field)s: this row says %(theirs)s, an earlier one of the project %(ours)s, which stands.")
            else:
                text = _("%(field)s: the file says %(theirs)s, the project's own source %(ours)s, which stands.")
            yield text % self.formatter.in_words(name, change)

    def _reject(self, candidate: Candidate, existing: ProjectAggregate | None, batch: Batch) -> None:
        reasons = list(dict.fromkeys(candidate.resolved.problems))
        if existing and not existing.is_new:
            existing.is_seen = True  # the source has it, if not in good order
            self.context.seen.add(existing.project.pk)
        self._log_row(candidate.parsed, RowResult(Outcome.REJECTED, reasons), batch)
        if self.on_rejected:
            self.on_rejected(candidate.parsed, reasons)

    def _log_row(self, parsed: ParsedRow, result: RowResult, batch: Batch) -> None:
        """Count a row and add it to the history."""
        outcome, notes, aggregate, changes = result
        title = aggregate.project.title if aggregate else next(iter(parsed.titles.values()), "")
        notes = [storable(note) for note in notes]
        where = parsed.where
        self.context.report.add(outcome, Example(where, storable(title), tuple(notes), changes))
        row = ImportRow(
            run=self.context.run,
            line=where.line,
            sheet=where.sheet,
            outcome=outcome,
            raw={name: storable(str(cell)[:_MAX_RAW_CELL]) for name, cell in parsed.raw.items()},
            notes=notes,
            changes=changes_to_json(changes),
        )
        batch.log.append(LoggedRow(aggregate, row))


def _problems_of_identity(candidate: Candidate, existing: ProjectAggregate | None) -> Iterator[str]:
    """Yield why a row cannot be distinguished from others, or is not of the project whose keys it has."""
    parsed, keys, resolved, _source = candidate
    if parsed.titles and not (keys.number or keys.source_keys):
        yield _("Neither a number nor an applicant or a start: nothing distinguishes it from others of the same title.")
    if existing and existing.is_seen and is_another_project(existing, resolved):
        where = existing.where.describe() if existing.where else _("an earlier line")
        text = _("Another project has the same number or id: %(title)s, %(where)s.")
        yield text % {"title": existing.project.title, "where": where}
    has_title = any(name.startswith("title_") for name in resolved.columns)
    if not (existing or has_title or resolved.problems):
        yield _("The row has no title.")


def _policy(candidate: Candidate, existing: ProjectAggregate) -> MergePolicy:
    if existing.is_seen:
        return MergePolicy.COPY
    is_own_source = existing.project.source_id == candidate.source
    return MergePolicy.REPLACE if is_own_source else MergePolicy.ANOTHER_SOURCE


def _outcome(difference: Difference, policy: MergePolicy) -> Outcome:
    if difference.protected:
        return Outcome.CONFLICT
    if policy is MergePolicy.COPY:
        return Outcome.COPY
    return Outcome.CHANGED if difference.changes else Outcome.SAME


def _parent_request(child: Child) -> ParentRequest:
    project = child.project.project
    return ParentRequest(
        pk=project.pk,
        parent_number=child.parsed.parent_number,
        where=child.parsed.where,
        title=project.title,
        may_replace=child.policy is MergePolicy.REPLACE,
        is_new=child.project.is_new,
        is_edited="parent" in project.edited_fields,
    )
