"""What must be mended in a form, as a list with links to its fields."""

from django import forms


class ErrorListMixin:
    """Mixin of a form; the template text/_form_errors.html draws the list."""

    @property
    def error_list(self):
        """What must be mended, in the order of the fields: [{"text", "target": id of the field, "" for none}, …]."""
        listed = []
        for name in self.fields:
            is_group = isinstance(self.fields[name].widget, forms.RadioSelect)
            target = "" if name == "token" else self[name].auto_id + ("_0" if is_group else "")
            listed += [{"text": text, "target": target} for text in self.errors.get(name, [])]
        return listed
