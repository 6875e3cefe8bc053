"""Prove that each template's signature is true: its first comment names every variable that it uses, and no other.

    {# What it is. Needs: group, page (of projects); optional: heading. #}        or: Needs nothing.

Words in brackets explain. What context processors give is known; a template that extends another may name what only
its parent uses.
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.template import Engine, Node, NodeList, Template, Variable, engines
from django.template.base import FilterExpression
from django.template.defaulttags import ForNode, WithNode
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "templates"
# Given by context processors (Django's and leaderportal.context) and by Django's loops and blocks.
GIVEN = {"request", "user", "messages", "perms", "forloop", "block", "csrf_token", "LANGUAGE_CODE", "LANGUAGES"}
GIVEN |= {"operator_name", "enquiry_address", "None", "True", "False"}


class SignatureError(ValueError):
    """The first comment of a template does not say what it needs."""


def declared(source: str) -> set[str]:
    """Return the names that a signature declares. Raises SignatureError when there is none, or none that is clear."""
    comment = re.match(r"\s*{#(.*?)#}", source, re.DOTALL)
    if not comment:
        raise SignatureError("begins with no signature {# … Needs: … #}")
    text = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", comment[1]))
    if "Needs nothing" in text:
        return set()
    found = re.search(r"Needs: ([^.;]*)(?:; optional: ([^.;]*))?", text) or re.search(r"Optional: ([^.;]*)", text)
    if not found:
        raise SignatureError("the signature says neither 'Needs: …' nor 'Needs nothing'")
    names = {name.strip() for part in found.groups() if part for name in part.split(",")}
    if unclear := sorted(name for name in names if not name.isidentifier()):
        raise SignatureError(f"the signature names {', '.join(map(repr, unclear))}, which is no variable")
    return names


def used(template: Template) -> set[str]:
    """Return the names that a template looks up in its context and does not bind itself."""
    bound = frozenset(GIVEN | {name for node in all_nodes(template.nodelist) for name in bound_by(node)})
    return set(free_names(template.nodelist, bound))


def all_nodes(nodelist: NodeList) -> Iterator[Node]:
    for node in nodelist:
        yield node
        for attribute in node.child_nodelists:
            yield from all_nodes(getattr(node, attribute, None) or NodeList())
        for _condition, inner in getattr(node, "conditions_nodelists", ()):
            yield from all_nodes(inner)


def bound_by(node: Node) -> set[str]:
    """Return the names that a tag leaves in the context: {% url … as name %} and the like."""
    names = (getattr(node, attribute, None) for attribute in ("asvar", "target_var", "variable", "variable_name"))
    return {name for name in names if isinstance(name, str)}


def free_names(thing: object, bound: frozenset[str]) -> Iterator[str]:
    """Yield the names in whatever a node is made of: nodes, expressions, conditions, lists and dicts of them."""
    match thing:
        case ForNode():
            yield from free_names(thing.sequence, bound)
            yield from free_names(thing.nodelist_loop, bound | set(thing.loopvars))
            yield from free_names(thing.nodelist_empty, bound)
        case WithNode():
            yield from free_names(thing.extra_context, bound)
            yield from free_names(thing.nodelist, bound | set(thing.extra_context))
        case BlockTranslateNode():
            yield from free_names([thing.extra_context, thing.counter], bound)
            inner = bound | set(thing.extra_context) | {thing.countervar}
            texts = [token for token in [*thing.singular, *thing.plural] if token.token_type.name == "VAR"]
            yield from {text.contents.split("|")[0].split(".")[0] for text in texts} - inner
        case IncludeNode():
            yield from free_names([thing.template, thing.extra_context], bound)
        case ExtendsNode():
            yield from free_names([thing.parent_name, thing.nodelist], bound)
        case FilterExpression():
            yield from free_names(thing.var, bound)
            arguments = [argument for _function, arguments in thing.filters for argument in arguments]
            yield from free_names([value for is_variable, value in arguments if is_variable], bound)
        case Variable():
            if thing.lookups and thing.lookups[0] not in bound:
                yield thing.lookups[0]
        case dict():
            yield from free_names(list(thing.values()), bound)
        case list() | tuple():
            for item in thing:
                yield from free_names(item, bound)
        case Node():
            yield from free_names([part for name, part in vars(thing).items() if name != "origin"], bound)
        case _ if hasattr(thing, "lbp"):  # a part of the condition of {% if %}
            yield from free_names([getattr(thing, name, None) for name in ("first", "second", "value")], bound)


def faults(path: Path, engine: Engine) -> Iterator[str]:
    """Yield what is wrong with the signature of one template."""
    source = path.read_text("utf-8")
    template = engine.from_string(source)
    try:
        names = declared(source)
    except SignatureError as error:
        yield str(error)
        return
    uses = used(template)
    if missing := sorted(uses - names):
        yield f"uses {', '.join(missing)}, which its signature does not name"
    is_child = any(isinstance(node, ExtendsNode) for node in template.nodelist)
    if not is_child and (idle := sorted(names - uses)):
        yield f"does not use {', '.join(idle)}, which its signature names"


def main() -> int:
    """Print one line for each fault; return 1 when there are any."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leaderportal.settings")
    django.setup()
    engine = engines["django"].engine
    paths = sorted(path for path in FOLDER.rglob("*.*") if path.suffix in {".html", ".txt"})
    found = [f"{path.relative_to(ROOT)}: {fault}" for path in paths for fault in faults(path, engine)]
    print("\n".join(found), end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
