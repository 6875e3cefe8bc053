"""The rows that projects.search.index keeps its sets in; derived from the projects and rebuilt at any time."""

from django.db import models


class IndexPart(models.Model):
    """One set, slice or order of the index as bytes: what `kind` and `key` mean stands in projects.search.index."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="index_part_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class IndexWord(models.Model):
    """A token (see search.analysis) and the set of projects that have it."""

    token = models.CharField(max_length=40, primary_key=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.token


class IndexedProject(models.Model):
    """The tokens under which a project stands in the index, so that it can be taken out again."""

    project_id = models.BigIntegerField(primary_key=True)
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.project_id)
