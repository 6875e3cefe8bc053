"""What the admins of this app share: the deeds after an edit, and rows inside a form that ask the database once."""

from groups import services
from places.editing import Arranged, PlainInline, PortalAdmin, TranslatedAdmin, TranslatedInline


class OfGroupAdmin(PortalAdmin):
    """A fact of a group: after an edit, what is derived from groups follows."""

    def after_edit(self):
        services.refresh_groups()


class NetworkAdmin(TranslatedAdmin):
    """Words of the network: after an edit its pages and those of the groups can be found by the new words."""

    def after_edit(self):
        services.refresh_network()


class ReadOnce(Arranged):
    """Folded rows inside a form. The choices of their foreign keys are read once a form, not once a row."""

    classes = ("collapse",)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name not in self.autocomplete_fields and field.queryset.model is not self.parent_model:
            field.choices = list(
                iter(field.choices)
            )  # copied into the form of each row; iter: list() alone also counts
        return field


class TranslatedFacts(ReadOnce, TranslatedInline):
    """Facts of the group whose form this is, in three languages."""


class PlainFacts(ReadOnce, PlainInline):
    """Facts of the group whose form this is, without translated texts."""
