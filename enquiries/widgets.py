"""Widgets for long lists of choices, each rendered as one string: Django renders each option by its own template."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .place_choices import PlaceOption, PlaceOptionGroup


class PlaceSelect(forms.Select):
    """A list of some 330 places in groups. Rendered by Django's templates it would take 30 times longer.

    load_groups: called only when the list is rendered.
    """

    def __init__(self, load_groups: Callable[[], list[PlaceOptionGroup]], empty_label: str | Promise) -> None:
        super().__init__()
        self.load_groups = load_groups
        self.empty_label = empty_label

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        groups = "\n".join(
            f'<optgroup label="{escape(group.heading)}">{_render_options(group.options, value)}</optgroup>'
            for group in self.load_groups()
        )
        return format_html(
            '<select{}><option value="">{}</option>{}</select>', attributes, self.empty_label, mark_safe(groups)
        )


def _render_options(options: Iterable[PlaceOption], selected: str) -> str:
    # Python's own escape: Django's would take half the time of the whole page.
    return "\n".join(
        f'<option value="{escape(option.value)}"{" selected" if option.value == selected else ""}>'
        f"{escape(option.label)}</option>"
        for option in options
    )


class CheckboxList(forms.CheckboxSelectMultiple):
    """A list of checkboxes. Rendered by crispy's templates it would be a third of the work of the whole page."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        checked = {str(key) for key in value or []}
        stem = (attrs or {}).get("id", f"id_{name}")
        return mark_safe(
            "\n".join(
                f'<div class="form-check"><input type="checkbox" class="form-check-input" name="{name}" '
                f'value="{escape(str(key))}" id="{stem}_{number}"{" checked" if str(key) in checked else ""}>'
                f'<label for="{stem}_{number}" class="form-check-label">{escape(str(label))}</label></div>'
                for number, (key, label) in enumerate(self.choices)
            )
        )
