"""The rows of one many-to-many field, read and written for a whole table at once."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import ManyToManyField, Model

BATCH_SIZE = 500  # rows a statement; SQLite allows 32,766 parameters


class LinkTable:
    """The links of one many-to-many field of a model, by the key of the row that has them."""

    def __init__(self, field: ManyToManyField) -> None:
        self.through: type[Model] = getattr(field.model, field.name).through
        self.owner, self.other = field.m2m_column_name(), field.m2m_reverse_name()

    def of(self, owner: Model) -> list[Any]:
        """Return the sorted keys that a row is linked to, as they were when they were first asked for."""
        return self._by_owner.get(owner.pk, [])

    def replace(self, links: Iterable[tuple[Model, list[Any]]]) -> None:
        """Replace the links of rows. links: (row, the keys it is to be linked to)."""
        links = list(links)
        self.through._default_manager.filter(**{f"{self.owner}__in": [owner.pk for owner, _keys in links]}).delete()
        rows = [self.through(**{self.owner: owner.pk, self.other: key}) for owner, keys in links for key in keys]
        self.through._default_manager.bulk_create(rows, batch_size=BATCH_SIZE)

    @cached_property
    def _by_owner(self) -> dict[Any, list[Any]]:
        found: dict[Any, list[Any]] = defaultdict(list)
        for owner, other in self.through._default_manager.values_list(self.owner, self.other):
            found[owner].append(other)
        return {owner: sorted(others) for owner, others in found.items()}
