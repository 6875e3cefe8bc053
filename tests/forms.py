"""What a browser would send back from a form of a page that nobody has touched."""

from html.parser import HTMLParser


def untouched(page, form_id):
    """Return {field name: value or list of values} of the form with this id in a page (str of HTML).

    Rows that a script would copy to add another ("__prefix__") are left out. Line ends are those of HTTP.
    """
    reader = _FormReader(form_id)
    reader.feed(page)
    return {name: values if len(values) > 1 else values[0] for name, values in reader.values.items()}


class _FormReader(HTMLParser):
    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.values = form_id, False, {}
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form_id
        elif tag == "select":
            self.select = attrs.get("name")
        elif tag == "option" and "selected" in attrs:
            self._take(self.select, attrs.get("value"))
        elif tag == "textarea":
            self.textarea = attrs.get("name")
            self._take(self.textarea, "")
        elif tag == "input":
            self._read_input(attrs)

    def _read_input(self, attrs):
        kind = attrs.get("type", "text")
        if kind in {"submit", "file", "button"} or (kind in {"checkbox", "radio"} and "checked" not in attrs):
            return
        self._take(attrs.get("name"), attrs.get("value", "on" if kind == "checkbox" else "") or "")

    def handle_data(self, data):
        if self.textarea in self.values:
            # A browser drops the line end right after the opening tag.
            text = self.values[self.textarea][0] or ""
            data = data if text else data.removeprefix("\n")
            self.values[self.textarea] = [text + data.replace("\n", "\r\n")]

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.textarea = None

    def _take(self, name, value):
        if self.inside and name and "__prefix__" not in name:
            self.values.setdefault(name, []).append(value or "")
