"""Widgets for long lists of choices, drawn in one piece: Django draws each option by a template of its own."""

from html import escape

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import mark_safe


class PlaceSelect(forms.Select):
    """A list of some 330 places in groups. Django draws each option by a template of its own: 30 times slower.

    `groups`: callable that returns [(heading, [(value, label), …]), …]; asked only when the list is drawn.
    """

    def __init__(self, groups, empty_label, **kwargs):
        super().__init__(**kwargs)
        self.groups = groups
        self.empty_label = empty_label

    def render(self, name, value, attrs=None, renderer=None):
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        groups = "\n".join(
            f'<optgroup label="{escape(heading)}">{_drawn(pairs, value)}</optgroup>' for heading, pairs in self.groups()
        )
        return format_html(
            '<select{}><option value="">{}</option>{}</select>', attributes, self.empty_label, mark_safe(groups)
        )


def _drawn(pairs, chosen):
    """Return the options. By the plain escape of Python: Django's own would take half the time of the whole page."""
    return "\n".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in pairs
    )


class Boxes(forms.CheckboxSelectMultiple):
    """A list to tick. Crispy draws each box by templates of its own: a third of the work of the whole page."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = {str(one) for one in value or []}
        stem = (attrs or {}).get("id", f"id_{name}")
        return mark_safe(
            "\n".join(
                f'<div class="form-check"><input type="checkbox" class="form-check-input" name="{name}" '
                f'value="{escape(str(key))}" id="{stem}_{number}"{" checked" if str(key) in chosen else ""}>'
                f'<label for="{stem}_{number}" class="form-check-label">{escape(str(label))}</label></div>'
                for number, (key, label) in enumerate(self.choices)
            )
        )
