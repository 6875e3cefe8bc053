"""The contacts of groups, read beside rows that are read anyway: a page near its limit of statements saves one."""

from django.db.models import F

from .models import Contact

_COLUMNS = ["id", "role_fi", "role_sv", "role_en", "person", "languages", "email", "phone"]


def contact_columns(path):
    """Return annotations that add a row per contact to a query. path: from its model to the contacts of a group."""
    return {f"contact_{name}": F(f"{path}__{name}") for name in _COLUMNS}


def contacts_in(rows, group_of):
    """Return the Contacts in rows that carry contact_columns, in their order. group_of(row): pk of the row's group."""
    found = {
        row.contact_id: Contact(group_id=group_of(row), **{name: getattr(row, f"contact_{name}") for name in _COLUMNS})
        for row in rows
        if row.contact_id
    }
    return [found[pk] for pk in sorted(found)]
