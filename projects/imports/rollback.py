"""Undoing a load: what it made goes, what it changed is as it was, what it hid is back; staff's edits stay."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from pyroaring import BitMap

from projects.models import ImportRow, ImportRun, Project
from projects.search.index import reindex
from projects.search.index.records import pieces

from .merge import existing as knowledge
from .merge.diff import Difference, apply, ends_before_it_starts, restored, stored
from .report import Shown
from .runner import GONE_SHARE

Outcome = ImportRow.Outcome
_EXAMPLES = 50


class UndoError(Exception):
    """The run cannot be undone; the message is a translated sentence that says why."""


class TooMuchUndoneError(UndoError):
    """Undoing would delete more than a tenth of what the source has, and nobody has said that this is meant."""


class RollbackSize(NamedTuple):
    """What undoing would do, in projects: delete what was made, restore what was changed or hidden. known: shown ones
    of the source now. What staff has edited since is counted too, though it may stay.
    """

    deleted: int
    restored: int
    known: int

    @property
    def is_large(self):
        """Whether more than a tenth of the source would be deleted."""
        return self.deleted * GONE_SHARE > self.known

    def line(self):
        """Return the Weight as a sentence."""
        return (
            _(
                "Undoing deletes up to %(deleted)d projects and puts up to %(restored)d back as they were; "
                "the source now has %(known)d."
            )
            % self._asdict()
        )


@dataclass
class RollbackResult:
    """What an undo did. counts: "deleted", "restored", "kept"; kept: sentences about what stays, the first fifty."""

    counts: Counter = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)

    def keep(self, text):
        """Note something that stays as it is."""
        self.counts["kept"] += 1
        if len(self.kept) < _EXAMPLES:
            self.kept.append(text)

    def lines(self):
        """Yield what was done as lines of text."""
        yield _("Deleted: %(deleted)d. As before: %(restored)d. Left as they are: %(kept)d.") % {
            "deleted": self.counts["deleted"],
            "restored": self.counts["restored"],
            "kept": self.counts["kept"],
        }
        yield from (f"  {text}" for text in self.kept)


def blocked_reason(run):
    """Return a sentence that says why an ImportRun cannot be undone, "" when it can."""
    if run.undone_at:
        return _("This import has been undone already.")
    later = ImportRun.objects.filter(pk__gt=run.pk, undone_at=None)
    newer = later.filter(source=run.source).first()
    if newer is None:
        own = run.rows.exclude(project_id=None).values("project_id")
        newer = later.filter(rows__project_id__in=own).first()
    if newer:
        return _("A later import builds on it. Undo that first: number %(run)d, %(file)s.") % {
            "run": newer.pk,
            "file": newer.file_name,
        }
    return ""


def estimate(run):
    """Return the Weight of undoing an ImportRun, which changes nothing."""
    made, changed = _made_and_changed(run)
    known = Project.objects.filter(source=run.source, is_published=True).count()
    return RollbackSize(_still_there(made), _still_there(changed), known)


@transaction.atomic
def undo(run, force=False):
    """Undo an ImportRun and return what was Undone.

    A field that is no longer as the run left it, and a new project that staff has worked on, stay and are told.
    force: also when more than a tenth of the source would be deleted. Raises UndoError, with nothing changed, when
    why_not() objects, and TooMuchUndoneError.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if reason := blocked_reason(run):
        raise UndoError(reason)
    weight = estimate(run)
    if weight.is_large and not force:
        raise TooMuchUndoneError(weight.line())
    undone, shown = RollbackResult(), Shown()
    made, changed = _made_and_changed(run)
    for piece in pieces(changed):
        _restore(run, piece, undone, shown)
    for piece in pieces(made):
        _delete(piece, made, undone)
    run.undone_at = timezone.now()
    run.save(update_fields=["undone_at"])
    reindex(made | changed)
    return undone


def _made_and_changed(run):
    made = _projects_of(run.rows.filter(outcome=Outcome.NEW))
    return made, _projects_of(run.rows.exclude(changes={})) - made


def _still_there(pks):
    return sum(Project.objects.filter(pk__in=piece).count() for piece in pieces(pks))


def _projects_of(rows):
    return BitMap([pk for pk in rows.values_list("project_id", flat=True).iterator() if pk])


def _restore(run, pks, undone, shown):
    known = {one.project.pk: one for one in knowledge.read(pk__in=pks)}
    values = {pk: {} for pk in known}
    # The last row first: of two rows about one project the earlier one knew it from before.
    for row in run.rows.filter(project_id__in=pks).exclude(changes={}).order_by("-pk"):
        one = known.get(row.project_id)
        if one is None:
            continue  # deleted by staff since
        for name, (before, after) in row.changes.items():
            now = values[row.project_id][name] if name in values[row.project_id] else _current(one, name)
            if stored({name: (now, None)})[name][0] == after:
                values[row.project_id][name] = restored(name, before)
            else:
                undone.keep(
                    _("%(title)s: changed since the import, stays as it is: %(field)s")
                    % {"title": one.project.title, "field": shown.change(name, after, now)}
                )
    for pk, one in known.items():
        if ends_before_it_starts(one, Difference({name: (None, value) for name, value in values[pk].items()})):
            text = _("%(title)s: its days have been changed since the import; they stay.")
            undone.keep(text % {"title": one.project.title})
            values[pk] = {name: value for name, value in values[pk].items() if not name.startswith(("starts", "ends"))}
        apply(one, values[pk])
        undone.counts["restored"] += bool(values[pk])
    knowledge.write(list(known.values()))


def _current(known, name):
    if name == "places":
        return known.places
    if name == "partners":
        return known.partners
    if name.startswith("money."):
        _money, stage, year, column = name.split(".")
        funding = known.fundings.get((stage, int(year) if year else None))
        return getattr(funding, column) if funding else None
    return getattr(known.project, Project._meta.get_field(name).attname)


def _delete(pks, made, undone):
    """Delete what the run made. pks: list, a piece of `made` (BitMap)."""
    projects = {project.pk: project for project in Project.objects.filter(pk__in=pks)}
    children = Project.objects.filter(parent__in=pks).values_list("parent", "pk")
    with_others = {parent for parent, pk in children if pk not in made}
    to_delete = []
    for pk, project in projects.items():
        if project.edited_fields:
            undone.keep(_("%(title)s: made by the import, edited by staff since; stays.") % {"title": project.title})
        elif pk in with_others:
            text = _("%(title)s: made by the import, has other sub-projects; stays.")
            undone.keep(text % {"title": project.title})
        else:
            to_delete.append(pk)
    Project.objects.filter(parent__in=to_delete).update(parent=None)  # made by the run too; may go with a later piece
    for pk in _all_or_each(to_delete):
        undone.keep(_("%(title)s: something refers to it; stays.") % {"title": projects[pk].title})
        to_delete.remove(pk)
    undone.counts["deleted"] += len(to_delete)


def _all_or_each(pks):
    """Delete projects; return the pks of those that other apps refer to and protect."""
    protected = []
    for group in [pks], [[pk] for pk in pks]:
        protected = []
        for some in group:
            try:
                with transaction.atomic():
                    Project.objects.filter(pk__in=some).delete()
            except ProtectedError:
                protected += some
        if not protected:
            break
    return protected
