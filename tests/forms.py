"""What a browser would send back from a form of a page that nobody has touched."""

import re

from .page import Page

Sent = dict[str, str | list[str]]


def untouched(page: str, form_id: str) -> Sent:
    """Return {field name: value or list of values} of the form with this id in a page.

    Rows that a script would copy to add another ("__prefix__") are left out. Line ends are those of HTTP.
    """
    form = Page(page).only(f"form#{form_id}")
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        if "__prefix__" not in name:
            sent.setdefault(name, []).append(value or "")
    for textarea in form.iter("textarea"):
        if textarea.name in sent:
            # A browser drops the line end right after the opening tag.
            text = re.sub(r"\A\r?\n", "", textarea.value)
            sent[textarea.name] = [re.sub(r"\r?\n", "\r\n", text)]
    return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}
