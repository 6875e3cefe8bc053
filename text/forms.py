"""What the forms of every app share: fields that clean what is typed and refuse the unreadable, a list of errors."""

import re
import string
import unicodedata
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from .normalise import clean

MAX_RETURNED_LENGTH = 20_000  # characters of an over-long text that come back in the form
# These turn the order of letters, so that a name reads as another. Around a text that was copied, such as a phone
# number from a list of contacts, they turn nothing else and are left out.
_TURNING_CHARACTERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_AROUND_COPIED_TEXT = "\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069"
_UNREADABLE = "\ufffd"  # what bytes that are not UTF-8 have become


class FormError(NamedTuple):
    """One message of a form. target: the id of the field to mend, "" when there is none to jump to."""

    text: str
    target: str


class ErrorListMixin:
    """Mixin of a form; the template text/_form_errors.html draws the list."""

    fields: dict[str, forms.Field]

    @property
    def error_list(self) -> list[FormError]:
        """What must be mended, in the order of the fields."""
        listed = []
        for name, field in self.fields.items():
            is_group = isinstance(field.widget, forms.RadioSelect)
            target = "" if name == "token" else self[name].auto_id + ("_0" if is_group else "")
            listed += [FormError(text, target) for text in self.errors.get(name, [])]
        return listed


class ReturnTypedTextMixin:
    """Mixin of a form field: typed text comes back as it was, but not without bound."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        data = super().bound_data(data, initial)
        return data[:MAX_RETURNED_LENGTH] if isinstance(data, str) else data


class LineField(ReturnTypedTextMixin, forms.CharField):
    """One line of text.

    Refused, since it would come out as something else than was sent: what is not UTF-8, several lines, and hidden
    characters that turn the order of letters. Harmless things that come along when text is copied are dropped: control
    and invisible characters, white space at the ends and in a row.
    """

    default_error_messages = {
        "max_length": _("This is too long: at most %(limit_value)d characters, now %(show_value)d."),
        "unreadable": _("Some characters could not be read and show as question marks. Type them again."),
        "lines": _("This must be on one line."),
        "turned": _("There is a hidden character here that turns the order of letters. Type this by hand."),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # no maxlength: a browser would silently cut what is pasted

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).strip(_AROUND_COPIED_TEXT + string.whitespace)
        self._refuse_if(_UNREADABLE in text, "unreadable")
        self._refuse_if("\r" in text or "\n" in text, "lines")
        self._refuse_if(bool(_TURNING_CHARACTERS.search(text)), "turned")
        return clean(text)

    def _refuse_if(self, is_wrong: bool, code: str) -> None:
        if is_wrong:
            raise ValidationError(self.error_messages[code], code=code)


class TextField(LineField):
    """Several lines. Refused is what is not UTF-8; all else that is hidden is dropped, markup stays: it is text.

    A long text is read by people as it is, and what they copy into it is full of hidden characters.
    """

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        text = forms.CharField.to_python(self, value) or ""
        self._refuse_if(_UNREADABLE in text, "unreadable")
        return clean_lines(text) if clean(text) else ""


class EmailField(LineField):
    """An address that a mail can really be sent to."""

    widget = forms.EmailInput
    default_validators = [validate_email]
    default_error_messages = {"invalid": _("This is not an e-mail address. It should look like name@example.fi.")}

    def to_python(self, value: Any) -> str:
        address = super().to_python(value)
        try:
            address.rpartition("@")[2].encode("idna")
        except UnicodeError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return address


def clean_lines(text: str) -> str:
    """Return text without control and invisible characters, with its line breaks, at most one empty line in a row."""
    lines = re.split(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", text)
    lines = ["".join(ch if ch != "\t" else " " for ch in line if _is_visible(ch)).rstrip() for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _is_visible(ch: str) -> bool:
    # U+200D joins emoji, U+00AD marks where a word may break: both are harmless inside text that shows something.
    return ch == "\t" or ch in "\u200d\u00ad" or unicodedata.category(ch)[0] != "C"
