"""Prove that arrows point down only: an app names itself and the apps below it, never one above.

Looked at: imports (also inside functions), strings in Python that name a model ("groups.LeaderGroup"), an address
("groups:detail"), a template ("groups/page.html") or a module ("groups.services"), and in templates `include`,
`extends`, `url` and `load`. Tests may name every app.
"""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Lowest first. What several apps share stands below places, each named for what it does.
LAYERS = [
    *("text", "transitions", "privacy", "history", "adminbase", "ratelimit", "search", "seeding", "outbox", "accounts"),
    *("places", "groups", "projects", "enquiries", "leaderportal"),
]

NOT_A_NAME = "# a salt, not a module"  # ends a line whose string only looks like a name

TEMPLATE_TAG = re.compile(r"{%\s*(include|extends|url|load)\s+(.*?)%}", re.DOTALL)


def apps_above(app):
    """Return the apps that this one must not name."""
    return LAYERS[LAYERS.index(app) + 1 :]


def named_app(text):
    """Return the app that a string names as "app.Model", "app:address" or "app/template.html"; None for other text."""
    match = re.fullmatch(r"(\w+)(\.[A-Z]\w*|(\.[a-z_]\w*){2,}|:[\w:-]+|/[\w./-]+\.\w+)", text)
    return match[1] if match and match[1] in LAYERS else None


def names_in_python(source):
    """Yield (line, app) for every import and every string that names an app."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and lines[node.lineno - 1].endswith(NOT_A_NAME):
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module.split(".")[0]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, named_app(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("get_model", "get_app_config"):
            for argument in node.args[:1]:
                yield node.lineno, getattr(argument, "value", None)


def names_in_template(source, tag_libraries):
    """Yield (line, app) for every template, address or tag library of an app that a template names."""
    for tag in TEMPLATE_TAG.finditer(source):
        line = source.count("\n", 0, tag.start()) + 1
        if tag[1] == "load":
            for name in tag[2].split():
                yield line, tag_libraries.get(name)
        else:
            for text in re.findall(r"""["']([^"']+)["']""", tag[2]):
                yield line, named_app(text)


def template_folders(root, app):
    return [root / "templates" / app, root / app / "templates"]


def arrows_upwards(root):
    """Return one line for each name that points upwards in the checkout at `root`."""
    tag_libraries = {path.stem: app for app in LAYERS for path in root.glob(f"{app}/templatetags/[!_]*.py")}
    found = []
    for app in LAYERS:
        files = {path: names_in_python(path.read_text("utf-8")) for path in root.glob(f"{app}/**/*.py")}
        for folder in template_folders(root, app):
            for path in filter(Path.is_file, folder.glob("**/*")):
                files[path] = names_in_template(path.read_text("utf-8"), tag_libraries)
        found += [
            f"{path.relative_to(root)}:{line}: {app} names {named}, which stands above it"
            for path, names in sorted(files.items())
            for line, named in sorted(names, key=str)
            if named in apps_above(app)
        ]
    return found


if __name__ == "__main__":
    found = arrows_upwards(ROOT)
    for line in found:
        print(line)
    sys.exit(bool(found))
