"""Copies of the shipped data with a change, and what the tables hold, for the tests of loading."""

import shutil

from django.apps import apps


def copy_of(folder, tmp_path):
    """Return the Path of a copy of a data folder that a test may change."""
    return shutil.copytree(folder, tmp_path / "data")


def change(folder, file, old, new):
    """Replace a text that stands in a file, at its first place."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(folder, file, line):
    """Add a line at the end of a file."""
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")


def without_lines(folder, file, word):
    """Remove the lines that hold a word; return how many there were."""
    path = folder / file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if word not in line), encoding="utf-8")
    return sum(word in line for line in lines)


def contents(*labels):
    """Return {table: sorted rows} of all that the loaders write (labels: "groups" alone), links included.

    Left out: keys that the database counts up in derived tables, and when something was loaded.
    """
    found = {}
    for app in labels or ("places", "groups", "search", "seeding"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            names = [field.attname for field in model._meta.concrete_fields]
            names = [name for name in names if name not in ("id", "loaded_at")]
            rows = model._base_manager.values_list(*names)
            found[model._meta.label] = sorted(repr([_comparable(value) for value in row]) for row in rows)
    return found


def _comparable(value):
    return bytes(value) if isinstance(value, memoryview) else value
