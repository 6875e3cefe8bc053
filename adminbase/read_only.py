"""Admin of rows that the portal itself writes: looked at, acted on by actions, never typed in."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import ngettext

from transitions.moves import IllegalMove

Row = TypeVar("Row", bound=Model)


class ReadOnlyMixin:
    """Mixin of a model admin: a person looks at the rows and acts by actions. None is added or deleted."""

    def has_add_permission(self, request: HttpRequest, *args: object) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        # Only what a filter offers: by any other column, shown or not, a text could be guessed letter by letter.
        offered = [getattr(entry, "parameter_name", entry) for entry in (*self.list_filter, self.date_hierarchy)]
        is_offered = any(lookup == name or lookup.startswith(f"{name}__") for name in offered)
        return is_offered and super().lookup_allowed(lookup, value, request)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str | Callable]:
        # The keys that make a row the only one of its kind say nothing to a person.
        fields = [*self.model._meta.fields, *self.model._meta.many_to_many]
        names = [field.name for field in fields if field.editable and not field.primary_key]
        return [*self.readonly_fields, *names]


class ReadOnlyInline(ReadOnlyMixin, admin.TabularInline):
    extra = 0
    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def apply_to_each(rows: Iterable[Row], action: Callable[[Row], object]) -> int:
    """Act on each row and return how many were in a state that allowed it."""
    done = 0
    for row in rows:
        try:
            action(row)
        except IllegalMove:
            continue
        done += 1
    return done


def report_result(model_admin: admin.ModelAdmin, request: HttpRequest, text: str, skipped: int) -> None:
    """Say what an action has done, and how many rows it skipped."""
    if skipped:
        more = ngettext("%(count)d was not in that state.", "%(count)d were not in that state.", skipped)
        text = f"{text} {more % {'count': skipped}}"
    model_admin.message_user(request, text, messages.WARNING if skipped else messages.SUCCESS)
