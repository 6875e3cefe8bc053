"""What the admins of this app share: rows that the portal writes, and actions that tell how many rows they fitted."""

from django.contrib import admin, messages
from django.utils.translation import ngettext

from transitions.moves import IllegalMove


class ReadOnly:
    """Mixin: rows are written by the portal; a person looks and acts by deeds. Nothing is lost: none is deleted."""

    def has_add_permission(self, request, *args):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        # Only what a filter offers: by any other column, shown or not, a text could be guessed letter by letter.
        offered = [getattr(one, "parameter_name", one) for one in (*self.list_filter, self.date_hierarchy)]
        is_offered = any(lookup == name or lookup.startswith(f"{name}__") for name in offered)
        return is_offered and super().lookup_allowed(lookup, value, request)

    def get_readonly_fields(self, request, obj=None):
        # The keys that make an enquiry one tell a person nothing.
        fields = [*self.model._meta.fields, *self.model._meta.many_to_many]
        return [field.name for field in fields if field.editable and not field.primary_key]


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    extra = 0
    can_delete = False

    def has_change_permission(self, request, obj=None):
        return False


def each(queryset, deed):
    """Do the deed on each row and return how many were in a state that allowed it."""
    done = 0
    for row in queryset:
        try:
            deed(row)
        except IllegalMove:
            continue
        done += 1
    return done


def tell(model_admin, request, text, passed_over):
    """Say what an action has done, and how many rows it passed over."""
    if passed_over:
        more = ngettext("%(count)d was not in that state.", "%(count)d were not in that state.", passed_over)
        text = f"{text} {more % {'count': passed_over}}"
    model_admin.message_user(request, text, messages.WARNING if passed_over else messages.SUCCESS)
