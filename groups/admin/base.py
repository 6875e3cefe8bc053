"""What the admins of this app share: the deeds after an edit, and choices read once for all rows of a form."""

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
    """Choices of a foreign key read once a form, not once a row."""

    read_once: tuple[str, ...] = ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name in self.read_once:
            field.choices = list(field.choices)
        return field


class TranslatedFacts(ReadOnce, TranslatedInline):
    """Facts of the group whose form this is, in three languages."""


class PlainFacts(ReadOnce, PlainInline):
    """Facts of the group whose form this is, without translated texts."""
