"""Refuse names of a dialect of our own: code speaks the words of Django, Python and the field (see CONTRIBUTING.md).

Looked at: names of files, modules, functions, classes, parameters, variables and attributes that are defined here, not
those of libraries, and no text. A word counts wherever it stands between underscores or capitals: `told_by`, `ToldRow`.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from check_layers import LAYERS

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = [*LAYERS, "tests", "bin"]
# Part of any name.
WORDS = {
    "told": "stated, parsed, resolved or reported",
    "deed": "action, operation",
    "deeds": "actions, operations",
    "lessened": "deferred",
    "whoever": "the role: user, sender, staff",
    "anew": "again, or the verb with re-",
}
CONSTANTS = {"MOST": "MAX", "LONGEST": "MAX", "HIGHEST": "MAX", "FEWEST": "MIN", "SHORTEST": "MIN"}
# A whole name.
NAMES = {
    "one": "the thing's own name",
    "piece": "batch, chunk or part",
    "pieces": "batches, chunks or parts",
    "way": "the thing's own name",
    "ways": "the things' own name",
    "manner": "policy",
    "weigh": "estimate",
    "why_not": "blocked_reason",
    "asking": "query",
    "widening": "suggestions",
    "remarks": "warnings",
    "telling": "display",
    "presenting": "detail",
    "taking": "process",
    "speaks_for": "can_act_for",
    "spoken_for": "managed_by",
    "sees": "can_view",
    "standing": "status",
    "served": "coverage",
    "shown": "evidence, displayed",
    "kept": "rescued, retained",
    "rights": "permissions",
}


def words_of(name: str) -> set[str]:
    """Return the words of a name in lower case: {"told", "row"} for told_row and ToldRow."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def advice(name: str) -> str | None:
    """Return what to call a thing instead, None when its name is fine."""
    if name.strip("_").lower() in NAMES:
        return NAMES[name.strip("_").lower()]
    if name.isupper() and (first := name.strip("_").partition("_")[0]) in CONSTANTS:
        return f"{CONSTANTS[first]}_…"
    return next((WORDS[word] for word in sorted(words_of(name)) if word in WORDS), None)


def names_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, name) of all that a module defines; not of tests, whose names are sentences."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) if name.startswith("test_"):
                continue
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.lineno, node.attr
            case ast.alias(asname=str()):
                yield node.lineno, node.asname


def faults(root: Path) -> Iterator[str]:
    """Yield one line for each name of the dialect in the checkout at `root`."""
    for path in sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.py")):
        if "migrations" in path.parts:
            continue  # landed: never edited
        where = path.relative_to(root)
        if better := advice(path.stem):
            yield f"{where}: not {path.stem}, but {better}"
        for line, name in sorted(set(names_in(ast.parse(path.read_text("utf-8"))))):
            if better := advice(name):
                yield f"{where}:{line}: not {name}, but {better}"
    for path in sorted((root / "templates").rglob("*.*")):
        if better := advice(path.stem):
            yield f"{path.relative_to(root)}: not {path.stem}, but {better}"


if __name__ == "__main__":
    found = list(faults(ROOT))
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))
